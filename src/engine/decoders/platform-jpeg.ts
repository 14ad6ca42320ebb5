import { type Size, turned } from '../../core/geometry.ts';
import { toUpright } from '../orientation.ts';
import { frameToImage } from '../pixels.ts';
import { chooseEighths } from '../route.ts';
import type { Decoder } from './decoder.ts';

/**
 * The browser's own JPEG decoder (libjpeg-turbo with SIMD), which in Chromium shrinks while it decodes.
 * It is used only where it also refuses truncated files (`probe.ts` finds out).
 */
export const platformJpegDecoder: Decoder = {
  libraries: () => [],
  async decode({ vips, bytes, head, size, handles }) {
    const stored: Size = { width: head.width, height: head.height };
    const needed = turned(size, head.orientation);
    const eighths = chooseEighths(Math.min(stored.width / needed.width, stored.height / needed.height));
    const decoder = new ImageDecoder({
      data: bytes,
      type: 'image/jpeg',
      // It rounds down to the next scale it knows: ask for a little more than the one that is meant.
      desiredWidth: Math.ceil((stored.width * eighths) / 8) + 1,
      desiredHeight: Math.ceil((stored.height * eighths) / 8) + 1,
    });
    try {
      const { image: frame } = await decoder.decode();
      if (frame.codedWidth < needed.width || frame.codedHeight < needed.height) throw new Error('decoded too small');
      const rgbx = await frameToImage(vips, frame, handles);
      const rgb = handles.keep(rgbx.extractBand(0, { n: 3 }));
      return toUpright(rgb, head.orientation, handles);
    } finally {
      decoder.close();
    }
  },
};
