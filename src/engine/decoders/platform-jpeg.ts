import type { Size } from '../../core/geometry.ts';
import { frameToImage } from '../pixels.ts';
import { finishShrunken, planShrink } from '../shrink.ts';
import type { Decoder } from './decoder.ts';

/**
 * The browser's own JPEG decoder (libjpeg-turbo with SIMD), which in Chromium shrinks while it decodes.
 * It is used only where it also refuses truncated files (`probe.ts` finds out).
 */
export const platformJpegDecoder: Decoder = {
  libraries: () => [],
  async decode({ vips, bytes, head, size, handles }) {
    const shrink = planShrink(head, size);
    const frame = await decodeFrame(bytes, shrink.extent);
    return finishShrunken(await frameToImage(vips, frame, handles), shrink, head, handles);
  },
};

/** Asks for a little more than is meant: the decoder rounds down to the next scale it knows. */
async function decodeFrame(data: Uint8Array, { width, height }: Size): Promise<VideoFrame> {
  const desired = { desiredWidth: Math.ceil(width) + 1, desiredHeight: Math.ceil(height) + 1 };
  const decoder = new ImageDecoder({ data, type: 'image/jpeg', ...desired });
  try {
    return (await decoder.decode()).image;
  } finally {
    decoder.close();
  }
}
