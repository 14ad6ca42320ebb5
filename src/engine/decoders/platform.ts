import { toUpright } from '../orientation.ts';
import { toImage } from '../pixels.ts';
import type { Decoder } from './decoder.ts';

const mimes: Record<string, string> = {
  avif: 'image/avif',
  heic: 'image/heic',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
};

/** Whatever the browser decodes and libvips does not, or only slowly. */
export const platformDecoder: Decoder = {
  libraries: () => [],
  async decode({ vips, bytes, head, handles }) {
    const type = mimes[head.kind] ?? '';
    const decoder = new ImageDecoder({ data: bytes, type });
    try {
      const { image: frame } = await decoder.decode();
      const image = await toImage(vips, frame, handles);
      return toUpright(image, head.orientation, handles);
    } finally {
      decoder.close();
    }
  },
};
