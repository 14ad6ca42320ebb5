import type { Handles } from './handles.ts';
import type { VipsImage } from './vips.ts';

/**
 * Turns a picture that lies in memory upright, as its EXIF orientation (1–8) asks. 5 and 7 are mirrored along a
 * diagonal.
 */
export function toUpright(image: VipsImage, orientation: number, { keep }: Handles): VipsImage {
  switch (orientation) {
    case 2:
      return keep(image.flipHor());
    case 3:
      return keep(image.rot180());
    case 4:
      return keep(image.flipVer());
    case 5:
      return keep(keep(image.rot90()).flipHor());
    case 6:
      return keep(image.rot90());
    case 7:
      return keep(keep(image.rot90()).flipVer());
    case 8:
      return keep(image.rot270());
    default:
      return image;
  }
}
