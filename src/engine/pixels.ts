import type { Handles } from './handles.ts';
import type { VipsApi, VipsImage } from './vips.ts';

/** A decoded frame as an sRGB image of four bands in libvips' memory. Closes the frame. */
export async function toImage(vips: VipsApi, frame: VideoFrame, { keep }: Handles): Promise<VipsImage> {
  try {
    const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight };
    const pixels = new Uint8Array(width * height * 4);
    await frame.copyTo(pixels, { format: 'RGBA', colorSpace: 'srgb' });
    const raw = keep(vips.Image.newFromMemory(pixels, width, height, 4, vips.BandFormat.uchar));
    // Raw memory comes without a meaning.
    return keep(raw.copy({ interpretation: 'srgb' }));
  } finally {
    frame.close();
  }
}
