import type { ImageKind } from '../../core/head.ts';
import { toUpright } from '../orientation.ts';
import { bitmapToImage, frameToImage } from '../pixels.ts';
import type { Decoder, DecodeTask } from './decoder.ts';

const mimes: Partial<Record<ImageKind, string>> = {
  avif: 'image/avif',
  heic: 'image/heic',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
};

/** Whatever the browser decodes and libvips does not, or only slowly. Colours arrive in sRGB whatever the file's were. */
export const platformDecoder: Decoder = {
  libraries: () => [],
  async decode(task) {
    const type = mimes[task.head.kind];
    const hasDecoder = typeof ImageDecoder !== 'undefined' && type !== undefined;
    return hasDecoder && (await ImageDecoder.isTypeSupported(type)) ? decodeFrame(task, type) : decodeBitmap(task);
  },
};

async function decodeFrame({ bytes, head, vips, handles }: DecodeTask, type: string) {
  const decoder = new ImageDecoder({ data: bytes, type });
  try {
    const { image: frame } = await decoder.decode();
    // A frame's pixels lie as they are stored; its rotation stands beside them.
    return toUpright(await frameToImage(vips, frame, handles), head.orientation, handles);
  } finally {
    decoder.close();
  }
}

async function decodeBitmap({ bytes, vips, handles }: DecodeTask) {
  const bitmap = await createImageBitmap(new Blob([bytes.slice()]), { imageOrientation: 'from-image' });
  return bitmapToImage(vips, bitmap, handles);
}
