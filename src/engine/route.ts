import { type Plan, planMaster, planVariant, turned } from '../core/geometry.ts';
import type { Head } from '../core/head.ts';
import { type FormatChoice, formatChoice, type Recipe, resolveFormat } from '../core/recipe.ts';
import { type Chroma, chromaOf } from './jpeg/chroma.ts';
import { isPlainPng } from './png/plain.ts';
import { isPlainJpeg, planPlanarShrink, planShrink, type Shrink } from './shrink.ts';

/** The name of a way to draw a picture; the report says which one each item took. */
export type Route = (typeof routes)[number];

const routes = [
  'jpeg-to-jpeg',
  'quick-jpeg',
  'platform-jpeg',
  'quick-png',
  'platform',
  'vips',
  'svg',
  'animation',
  'canvas',
] as const;

export function isRoute(name: string): name is Route {
  return routes.some((known) => known === name);
}

/** The canvas and our own decoder and encoder are enough for some; all others resize and encode with wasm-vips. */
export function needsVips(candidate: Route): boolean {
  return candidate !== 'jpeg-to-jpeg' && candidate !== 'canvas';
}

/** What was found out about this browser when the engine started. */
export interface Capabilities {
  /** Whether wasm-vips runs here: it needs shared memory. */
  vips: boolean;
  /** Whether the browser's JPEG decoder delivers 1/2, 1/4 and 1/8 when asked. */
  shrinkingJpeg: boolean;
}

/**
 * The routes worth trying, best first; a wrong guess falls through to the next. Empty: nothing here can draw this.
 * @param without routes not to be taken. If these are all that there are, the canvas draws, or, where that cannot either,
 * they are taken all the same: a picture by a bad route is better than none.
 */
export function route(
  head: Head,
  recipe: Recipe,
  capabilities: Capabilities,
  without: readonly Route[],
): readonly Route[] {
  const all = allRoutes(head, recipe, capabilities);
  const left = all.filter((candidate) => !without.includes(candidate));
  if (left.length > 0) return left;
  return canCanvasInstead(head, recipe) ? ['canvas'] : all;
}

/** What else could draw the picture if this route was not there, best first; the canvas last, for it costs quality. */
export function insteadOf(
  tried: Route,
  head: Head,
  recipe: Recipe,
  capabilities: Capabilities,
  without: readonly Route[],
): readonly Route[] {
  if (tried === 'canvas') return [];
  const others = allRoutes(head, recipe, capabilities).filter(
    (other) => other !== tried && other !== 'canvas' && !without.includes(other),
  );
  return canCanvasInstead(head, recipe) ? [...others, 'canvas'] : others;
}

/** Whether the canvas makes what was asked for, if somewhat softer: it knows neither frames nor how to write AVIF. */
function canCanvasInstead(head: Head, recipe: Recipe): boolean {
  const writesAvif = recipe.variants.some((variant) => formatChoice(recipe, variant) === 'avif');
  return canCanvas(head) && !writesAvif && !isKeptAnimation(head, recipe);
}

function canCanvas({ kind }: Head): boolean {
  return kind !== 'tiff' && kind !== 'svg';
}

function allRoutes(head: Head, recipe: Recipe, capabilities: Capabilities): readonly Route[] {
  if (!capabilities.vips) return routeAlone(head, recipe);
  if (isKeptAnimation(head, recipe)) return ['animation'];
  switch (head.kind) {
    case 'jpeg':
      return routeJpeg(head, recipe, capabilities);
    case 'png':
      return isPlainPng(head, recipe) ? ['quick-png', 'vips'] : ['vips'];
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

/** Without libvips; our own decoder and encoder need nothing but WebAssembly. */
function routeAlone(head: Head, recipe: Recipe): readonly Route[] {
  if (!canCanvas(head)) return [];
  const { isPlanar } = isPlainJpeg(head) ? weigh(head, recipe) : nothing;
  return isPlanar ? ['jpeg-to-jpeg', 'canvas'] : ['canvas'];
}

function isKeptAnimation({ kind, frames }: Head, { animation }: Recipe): boolean {
  return animation === 'keep' && frames > 1 && (kind === 'gif' || kind === 'webp');
}

/**
 * If nothing is thrown away, libvips decodes: where chroma is stored at half size, browsers blow it up by repeating pixels,
 * which shows (mean ΔE 2 on saturated edges) unless all is shrunk afterwards.
 */
function routeJpeg(head: Head, recipe: Recipe, { shrinkingJpeg }: Capabilities): readonly Route[] {
  const { isPlanar, isQuick, isShrunken } = isPlainJpeg(head) ? weigh(head, recipe) : nothing;
  return [
    ...(isPlanar ? (['jpeg-to-jpeg'] as const) : []),
    ...(isQuick ? (['quick-jpeg'] as const) : []),
    ...(shrinkingJpeg && isShrunken ? (['platform-jpeg'] as const) : []),
    'vips',
  ];
}

const nothing = { isPlanar: false, isQuick: false, isShrunken: false };

/** Which decoders can leave out enough of a plain JPEG, given the largest thumbnail. */
function weigh(head: Head, recipe: Recipe): typeof nothing {
  const source = turned(head, head.orientation);
  const plans = recipe.variants.map((variant) => planVariant(source, variant));
  const size = planMaster(source, plans);
  // Of a progressive file our own decoder reads only means. Where chroma has half size, as it mostly has, these are enough
  // to make such chroma anew, but not for all of it: saturated colours side by side run into each other (mean ΔE 12).
  const isOurs = ({ eighths }: Shrink, chroma: Chroma) =>
    head.progressive ? eighths === 1 && (chroma === 'half' || head.colour === 'grey') : eighths < 8;
  const shrink = planShrink(head, size);
  return {
    isPlanar: makesPlainJpegs(recipe, plans) && isOurs(planPlanarShrink(head, size), chromaOf(recipe)),
    isQuick: isOurs(shrink, 'full'),
    isShrunken: shrink.eighths < 8,
  };
}

/** Whether nothing but JPEGs is wanted, and nothing around them or decided by what is in them. */
function makesPlainJpegs(recipe: Recipe, plans: readonly Plan[]): boolean {
  const isJpeg = (choice: FormatChoice) => resolveFormat(choice, { alpha: false, animated: false }) === 'jpeg';
  return (
    recipe.variants.every((variant) => isJpeg(formatChoice(recipe, variant))) &&
    plans.every(({ framing }) => framing.tag === 'whole' || framing.tag === 'crop')
  );
}
