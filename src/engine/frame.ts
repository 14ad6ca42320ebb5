import type { Framing, Plan, Size } from '../core/geometry.ts';
import type { Handles } from './handles.ts';
import type { VipsApi, VipsImage } from './vips.ts';

/** Frames of an animation, which libvips holds one below the other in one tall image; 1 for a still picture. */
export function countFrames(image: VipsImage): number {
  return Math.max(1, Math.round(image.height / image.pageHeight));
}

/** Every frame exactly this size, by Lanczos3 with transparency weighed in; in memory, to make smaller ones of it. */
export function scale(image: VipsImage, { width, height }: Size, { keep }: Handles): VipsImage {
  if (image.width === width && image.pageHeight === height) return image;
  const isPlain = !image.hasAlpha() && countFrames(image) === 1;
  // The plain resize costs half: at these sizes it is the number of operations that counts, not that of pixels.
  const lazy = isPlain
    ? keep(image.resize(width / image.width, { vscale: height / image.height }))
    : keep(image.thumbnailImage(width, { height, size: 'force', no_rotate: true }));
  return keep(lazy.copyMemory());
}

/** Where pictures are made: the library, and the owner of what is made with it. */
export interface Easel {
  vips: VipsApi;
  handles: Handles;
}

/** Cuts or pads a picture that has its plan's size already; padding is drawn in `background` (`#rrggbb`). */
export function frame(image: VipsImage, plan: Plan, background: string, { vips, handles }: Easel): VipsImage {
  const count = countFrames(image);
  if (count === 1 || plan.framing.tag === 'whole') return frameOne(image, plan, background, handles);
  const { keep } = handles;
  const { width, height } = plan.resize;
  const frames = Array.from({ length: count }, (_, index) => keep(image.extractArea(0, index * height, width, height)));
  const steady = { ...plan, framing: holdStill(frames, plan, handles) };
  const framed = frames.map((one) => frameOne(one, steady, background, handles));
  const joined = keep(keep(vips.Image.arrayjoin(framed, { across: 1 })).copy());
  joined.setInt('page-height', plan.output.height);
  return joined;
}

/** What draws the eye in the first frame decides for all, or the cut would jump about. */
function holdStill([first]: VipsImage[], { framing, output }: Plan, { keep }: Handles): Framing {
  if (framing.tag !== 'smart-crop' || first === undefined) return framing;
  const cut = keep(first.smartcrop(output.width, output.height, { interesting: framing.interest }));
  return { tag: 'crop', left: -cut.xoffset, top: -cut.yoffset };
}

function frameOne(image: VipsImage, { framing, output }: Plan, background: string, { keep }: Handles): VipsImage {
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
