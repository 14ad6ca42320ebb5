import type { Size } from '../core/geometry.ts';
import type { Handles } from './handles.ts';
import type { VipsApi, VipsImage } from './vips.ts';

/** A decoded frame as an sRGB image with alpha in libvips' memory, its pixels as they are stored. Closes the frame. */
export async function frameToImage(vips: VipsApi, frame: VideoFrame, handles: Handles): Promise<VipsImage> {
  try {
    const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight };
    const pixels = new Uint8Array(width * height * 4);
    await frame.copyTo(pixels, { format: 'RGBA', colorSpace: 'srgb' });
    return toImage(vips, pixels, { width, height }, handles);
  } finally {
    frame.close();
  }
}

/** The same for a bitmap, which is upright already. Closes the bitmap. */
export function bitmapToImage(vips: VipsApi, bitmap: ImageBitmap, handles: Handles): VipsImage {
  const { width, height } = bitmap;
  const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  try {
    if (pen === null) throw new Error('no memory for a canvas of this size');
    pen.drawImage(bitmap, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height);
    return toImage(vips, new Uint8Array(data.buffer), { width, height }, handles);
  } finally {
    bitmap.close();
  }
}

/** Pixels of four bytes as an sRGB image; copied. */
export function toImage(vips: VipsApi, pixels: Uint8Array, { width, height }: Size, { keep }: Handles): VipsImage {
  const raw = keep(vips.Image.newFromMemory(pixels, width, height, 4, vips.BandFormat.uchar));
  // Raw memory comes without a meaning.
  return keep(raw.copy({ interpretation: 'srgb' }));
}
