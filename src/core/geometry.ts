import type { Position, Variant } from './recipe.ts';

/** Whole pixels, at least 1 × 1. */
export interface Size {
  width: number;
  height: number;
}

/** What becomes of the resized picture: kept whole, cut to its box, or set into a larger one. Offsets in pixels, from 0. */
export type Framing =
  | { tag: 'whole' }
  | { tag: 'crop'; left: number; top: number }
  /** The engine looks at the pixels to decide where to cut. */
  | { tag: 'smart-crop'; interest: 'attention' | 'entropy' }
  | { tag: 'pad'; left: number; top: number };

/** How one variant is made of an upright source: resize to `resize`, then frame to `output`. */
export interface Plan {
  resize: Size;
  framing: Framing;
  output: Size;
}

/**
 * The plan for one variant, with the rounding of sharp 0.35 (`ResolveShrink`, `CalculateCrop`, `CalculateEmbedPosition`
 * in its `src/common.cc`), so that a picture has the same size here as there.
 * A variant that gives only one side keeps the aspect ratio, except that `fill` then leaves the other side alone.
 */
export function planVariant(source: Size, variant: Variant): Plan {
  const shrink = resolveShrink(source, variant);
  const resize = { width: resizeSide(source.width, shrink.x), height: resizeSide(source.height, shrink.y) };
  const box = { width: variant.width ?? resize.width, height: variant.height ?? resize.height };
  if (variant.fit === 'cover') return cut(resize, smaller(resize, box), variant.position);
  if (variant.fit === 'contain') return pad(resize, larger(resize, box), variant.position);
  return { resize, framing: { tag: 'whole' }, output: resize };
}

/** Source pixels per output pixel along both axes; equal ones unless the fit distorts. Below 1 is an enlargement. */
function resolveShrink(source: Size, { width, height, fit, enlarge }: Variant): { x: number; y: number } {
  const across = width === null ? null : source.width / width;
  const down = height === null ? null : source.height / height;
  let x = across ?? (fit === 'fill' ? 1 : (down ?? 1));
  let y = down ?? (fit === 'fill' ? 1 : (across ?? 1));
  if (fit === 'cover' || fit === 'outside') x = y = Math.min(x, y);
  if (fit === 'contain' || fit === 'inside') x = y = Math.max(x, y);
  if (!enlarge) {
    x = Math.max(1, x);
    y = Math.max(1, y);
  }
  return { x, y };
}

function cut(resize: Size, output: Size, position: Position): Plan {
  if (output.width === resize.width && output.height === resize.height) {
    return { resize, framing: { tag: 'whole' }, output };
  }
  if (position === 'attention' || position === 'entropy') {
    return { resize, framing: { tag: 'smart-crop', interest: position }, output };
  }
  const spareX = resize.width - output.width;
  const spareY = resize.height - output.height;
  if (typeof position === 'object') {
    const left = clamp(Math.round(position.x * resize.width - output.width / 2), spareX);
    const top = clamp(Math.round(position.y * resize.height - output.height / 2), spareY);
    return { resize, framing: { tag: 'crop', left, top }, output };
  }
  // An odd spare pixel is cut from the left and from the top.
  const left = Math.ceil(anchor(position, 'west', 'east') * spareX);
  const top = Math.ceil(anchor(position, 'north', 'south') * spareY);
  return { resize, framing: { tag: 'crop', left, top }, output };
}

function pad(resize: Size, output: Size, position: Position): Plan {
  const spareX = output.width - resize.width;
  const spareY = output.height - resize.height;
  if (spareX === 0 && spareY === 0) return { resize, framing: { tag: 'whole' }, output };
  const isPoint = typeof position === 'object';
  // An odd spare pixel is added on the right and below.
  const left = Math.floor((isPoint ? position.x : anchor(position, 'west', 'east')) * spareX);
  const top = Math.floor((isPoint ? position.y : anchor(position, 'north', 'south')) * spareY);
  return { resize, framing: { tag: 'pad', left: clamp(left, spareX), top: clamp(top, spareY) }, output };
}

/** 0, ½ or 1 of the spare room goes before the picture. Attention and entropy have no say when nothing is cut. */
function anchor(position: Extract<Position, string>, before: string, after: string): number {
  if (position.startsWith(before) || position.endsWith(before)) return 0;
  return position.startsWith(after) || position.endsWith(after) ? 1 : 0.5;
}

/**
 * A picture is made of another thumbnail only if that is larger by this factor: resampling twice by less blurs visibly.
 * Not quite 2, so that rounding does not part 96 from 48.
 */
const reuseFactor = 1.9;

/** Whether a picture of the size `to` may be made of one of the size `from` instead of the decoded source. */
export function isReusable(from: Size, to: Size): boolean {
  const isSame = from.width === to.width && from.height === to.height;
  return isSame || (from.width >= to.width * reuseFactor && from.height >= to.height * reuseFactor);
}

/**
 * What a decoder should deliver, so that all plans can be made of it: the largest plan's own size if the others are
 * small enough to be made of that one without loss, else twice as much; never more than the source has.
 */
export function planMaster(source: Size, plans: readonly Plan[]): Size {
  const most = plans.reduce((size, plan) => larger(size, plan.resize), { width: 1, height: 1 });
  const isEnough = plans.every((plan) => isReusable(most, plan.resize));
  return smaller(source, isEnough ? most : { width: most.width * 2, height: most.height * 2 });
}

/** The plans' indices, largest first: the order in which each can be made of those before it. */
export function largestFirst(plans: readonly Plan[]): number[] {
  const pixels = ({ resize }: Plan) => resize.width * resize.height;
  return plans
    .map((plan, index) => ({ index, pixels: pixels(plan) }))
    .sort((a, b) => b.pixels - a.pixels)
    .map(({ index }) => index);
}

/** Stored pixels ↔ upright pixels: EXIF orientations 5–8 lie on their side. */
export function turned({ width, height }: Size, orientation: number): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

function smaller(a: Size, b: Size): Size {
  return { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) };
}

function larger(a: Size, b: Size): Size {
  return { width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) };
}

/** Pixels of a side after the resize. libvips multiplies when it enlarges and divides when not, which tells at halves. */
function resizeSide(pixels: number, shrink: number): number {
  const scale = 1 / shrink;
  return Math.max(1, Math.round(scale > 1 ? pixels * scale : pixels / (1 / scale)));
}

function clamp(value: number, top: number): number {
  return Math.min(Math.max(0, value), top);
}
