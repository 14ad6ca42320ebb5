import type { Plan, Size } from '../core/geometry.ts';
import type { Handles } from './handles.ts';
import type { VipsImage } from './vips.ts';

/** Exactly this size, by Lanczos3 with transparency weighed in; in memory, so that smaller ones can be made of it. */
export function scale(image: VipsImage, { width, height }: Size, { keep }: Handles): VipsImage {
  if (image.width === width && image.height === height) return image;
  const lazy = keep(image.thumbnailImage(width, { height, size: 'force', no_rotate: true }));
  return keep(lazy.copyMemory());
}

/** Cuts or pads a picture that has its plan's size already; padding is drawn in `background` (`#rrggbb`). */
export function frame(image: VipsImage, { framing, output }: Plan, background: string, { keep }: Handles): VipsImage {
  switch (framing.tag) {
    case 'whole':
      return image;
    case 'crop':
      return keep(image.extractArea(framing.left, framing.top, output.width, output.height));
    case 'smart-crop':
      return keep(image.smartcrop(output.width, output.height, { interesting: framing.interest }));
    case 'pad': {
      const colour = toRgb(background);
      const options = { extend: 'background', background: image.hasAlpha() ? [...colour, 255] : colour };
      return keep(image.embed(framing.left, framing.top, output.width, output.height, options));
    }
  }
}

/** `#rrggbb` as three numbers 0–255; white for anything else. */
export function toRgb(background: string): number[] {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(background);
  return [1, 2, 3].map((part) => Number.parseInt(match?.[part] ?? 'ff', 16));
}
