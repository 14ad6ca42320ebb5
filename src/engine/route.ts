import { planMaster, planVariant, turned } from '../core/geometry.ts';
import type { Recipe } from '../core/recipe.ts';
import type { Head } from '../core/sniff.ts';

/** The name of a way to draw a picture; the report says which one each item took. */
export type Route = 'platform-jpeg' | 'platform' | 'vips' | 'svg' | 'animation' | 'canvas';

/** What was found out about this browser when the engine started. */
export interface Capabilities {
  /** Whether wasm-vips runs here: it needs shared memory. */
  vips: boolean;
  /** Whether the browser's JPEG decoder delivers 1/2, 1/4 and 1/8 when asked. */
  shrinkingJpeg: boolean;
}

/** The routes worth trying, best first; a wrong guess falls through to the next. Empty: nothing here can draw this. */
export function route(head: Head, recipe: Recipe, capabilities: Capabilities): readonly Route[] {
  if (!capabilities.vips) return head.kind === 'tiff' || head.kind === 'svg' ? [] : ['canvas'];
  if (isKeptAnimation(head, recipe)) return ['animation'];
  switch (head.kind) {
    case 'jpeg':
      return capabilities.shrinkingJpeg && isPlainJpeg(head) && chooseEighths(shrinkOf(head, recipe)) < 8
        ? ['platform-jpeg', 'vips']
        : ['vips'];
    // libaom has no SIMD in WebAssembly and takes five times as long as the browser.
    case 'avif':
      return ['platform', 'vips'];
    // wasm-vips has no decoder for these.
    case 'heic':
    case 'bmp':
    case 'ico':
      return ['platform'];
    case 'svg':
      return ['svg'];
    default:
      return ['vips'];
  }
}

/** Browsers differ in what they make of other profiles, CMYK and 12 bit; libvips is right about them. */
function isPlainJpeg({ depth, colour, profile }: Head): boolean {
  return depth === 8 && (colour === 'rgb' || colour === 'grey') && profile !== 'other';
}

export function isKeptAnimation({ kind, frames }: Head, { animation }: Recipe): boolean {
  return animation === 'keep' && frames > 1 && (kind === 'gif' || kind === 'webp');
}

/** Source pixels per pixel that has to be decoded, at least 1. */
function shrinkOf(head: Head, { variants }: Recipe): number {
  const source = turned(head, head.orientation);
  const master = planMaster(
    source,
    variants.map((variant) => planVariant(source, variant)),
  );
  return Math.min(source.width / master.width, source.height / master.height);
}

/**
 * Which of its scales 1/8, 2/8, 4/8, 8/8 a JPEG decoder should deliver. The bounds are sharp's: within them enough
 * pixels are left for Lanczos3 to do the rest without a loss that shows.
 * @param shrink source pixels per needed pixel
 */
export function chooseEighths(shrink: number): 1 | 2 | 4 | 8 {
  if (shrink >= 9) return 1;
  if (shrink >= 5) return 2;
  return shrink >= 3 ? 4 : 8;
}
