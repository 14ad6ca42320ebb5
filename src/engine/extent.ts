import type { Size } from '../core/geometry.ts';
import type { Handles } from './handles.ts';
import type { VipsImage } from './vips.ts';

/**
 * Resizes a picture whose last column and row are only partly real, into memory. Shrink-on-load makes them: 1836 rows at
 * 1/8 are 230, the last of which is half picture and half filler. To take the 230 for the whole shifts what is in them
 * by up to a pixel: 4–6 dB on thumbnails 200 pixels wide of a photo of that size, against full decode and Lanczos3.
 * What comes after the third band, the idle fourth of a decoded JPEG, is dropped.
 * @param extent how much of the image is real, in its own pixels and their fractions
 */
export function resizeExtent(image: VipsImage, extent: Size, size: Size, handles: Handles): VipsImage {
  const { keep } = handles;
  const resized = resizeLazily(image, extent, size, handles);
  return keep(keep(resized.extractBand(0, { n: Math.min(3, image.bands) })).copyMemory());
}

/** The same for RGBA: colours are weighed with their alpha. */
export function resizeTransparent(image: VipsImage, extent: Size, size: Size, handles: Handles): VipsImage {
  const { keep } = handles;
  const resized = resizeLazily(keep(image.premultiply()), extent, size, handles);
  const plain = keep(keep(resized.unpremultiply()).cast('uchar'));
  return keep(keep(plain.copy({ interpretation: 'srgb' })).copyMemory());
}

function resizeLazily(image: VipsImage, extent: Size, size: Size, { keep }: Handles): VipsImage {
  const width = padLength(image.width, extent.width / size.width);
  const height = padLength(image.height, extent.height / size.height);
  const isWhole = width === image.width && height === image.height;
  const padded = isWhole ? image : keep(image.embed(0, 0, width, height, { extend: 'copy' }));
  const resized = keep(padded.resize(size.width / extent.width, { vscale: size.height / extent.height }));
  return keep(resized.extractArea(0, 0, size.width, size.height));
}

/**
 * libvips rounds the length of what it resizes, and centres the result on the source to hide that; the centring is a
 * shift, too. So the source is lengthened by the few pixels after which there is least to round.
 * @param shrink source pixels per resulting pixel, 1 or more
 * @returns pixels, not less than `length`
 */
export function padLength(length: number, shrink: number): number {
  let best = { padded: length, error: Number.POSITIVE_INFINITY };
  for (let padded = length; padded < length + shrink + 64 && best.error > 0.001; padded += 1) {
    const error = Math.abs(Math.round(padded / shrink) * shrink - padded);
    if (error < best.error) best = { padded, error };
  }
  return best.padded;
}
