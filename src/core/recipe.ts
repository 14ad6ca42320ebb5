import { type FormatId, formats } from '../formats/index.ts';

/** How a picture meets its box, in the words of CSS `object-fit` and of sharp. */
export type Fit = 'inside' | 'cover' | 'contain' | 'fill' | 'outside';

/** Which part stays when `cover` cuts, or where the picture sits when `contain` pads. */
export type Position =
  | 'centre'
  | 'north'
  | 'northeast'
  | 'east'
  | 'southeast'
  | 'south'
  | 'southwest'
  | 'west'
  | 'northwest'
  /** The region that draws the eye / that holds most detail, as libvips finds it; `cover` only. */
  | 'attention'
  | 'entropy'
  /** A focal point in fractions of the upright source, 0–1 from the left and from the top. */
  | { x: number; y: number };

/** `auto`: JPEG for opaque pictures, PNG for transparent ones, WebP for animations that are kept. */
export type FormatChoice = FormatId | 'auto';

/** One asked-for size and format. At least one of `width` and `height` is set; both in pixels, 1–16,383 (WebP's bound). */
export interface Variant {
  width: number | null;
  height: number | null;
  fit: Fit;
  position: Position;
  /** Whether a source smaller than the box is blown up; if not, it keeps its own size. */
  enlarge: boolean;
  /** `null`: as the recipe says. */
  format: FormatChoice | null;
  /** 1–100; `null`: as the recipe says. */
  quality: number | null;
  /** The picture may not weigh more than this; quality is lowered until it fits. `null`: no bound. */
  limitBytes: number | null;
}

/** All that is asked of every image. */
export interface Recipe {
  variants: readonly Variant[];
  format: FormatChoice;
  /** 1–100; `null`: each format's own default. */
  quality: number | null;
  /** Output name without extension: `{stem}` and `{variant}` are replaced. */
  nameTemplate: string;
  /** `#rrggbb`: under transparency that the format cannot keep, and around a `contain`ed picture. */
  background: string;
  animation: 'first-frame' | 'keep';
}

/** A recipe saved under a name. */
export interface Preset {
  id: string;
  label: string;
  variants: readonly Variant[];
}

const plain = { position: 'centre', enlarge: false, format: null, quality: null, limitBytes: null } as const;

/** A variant of this width in pixels that keeps the aspect ratio and never enlarges. */
export function widthVariant(width: number): Variant {
  return { ...plain, width, height: null, fit: 'inside' };
}

/** A variant that fills a square of this size in pixels, cut around the centre. */
export function squareVariant(size: number): Variant {
  return { ...plain, width: size, height: size, fit: 'cover' };
}

export const presets: readonly [Preset, ...Preset[]] = [
  { id: 'widths-200-64-32', label: 'Widths 200, 64, 32', variants: [200, 64, 32].map(widthVariant) },
  { id: 'squares-200-50-32', label: 'Squares 200, 50, 32', variants: [200, 50, 32].map(squareVariant) },
  { id: 'squares-96-48', label: 'Squares 96, 48', variants: [96, 48].map(squareVariant) },
  { id: 'squares-165-32', label: 'Squares 165, 32', variants: [165, 32].map(squareVariant) },
];

export const defaultRecipe: Recipe = {
  variants: presets[0].variants,
  format: 'auto',
  quality: 80,
  nameTemplate: '{stem}_{variant}',
  background: '#ffffff',
  animation: 'first-frame',
};

/** The preset that asks for these sizes, whatever order their fields were written in; `null` if none does. */
export function presetOf(variants: readonly Variant[]): Preset | null {
  const asked = toKey(variants);
  return presets.find((preset) => toKey(preset.variants) === asked) ?? null;
}

function toKey(variants: readonly Variant[]): string {
  return JSON.stringify(
    variants.map(({ width, height, fit, position, enlarge, format, quality, limitBytes }) => [
      ...[width, height, fit, position, enlarge, format, quality, limitBytes],
    ]),
  );
}

/** Equal for two variants exactly when they make the same thumbnail of the same original; what it is called apart. */
export function makingKey(recipe: Recipe, variant: Variant): string {
  const { width, height, fit, position, enlarge, quality, limitBytes } = variant;
  const { background, animation } = recipe;
  const size = [width, height, fit, typeof position === 'string' ? position : [position.x, position.y], enlarge];
  const coding = [formatChoice(recipe, variant), quality ?? recipe.quality, limitBytes, background, animation];
  return JSON.stringify([...size, ...coding]);
}

/** The variant's own format, or the recipe's. */
export function formatChoice(recipe: Recipe, variant: Variant): FormatChoice {
  return variant.format ?? recipe.format;
}

/** What `auto` means for a picture with these properties; any other choice is taken at its word. */
export function resolveFormat(choice: FormatChoice, picture: { alpha: boolean; animated: boolean }): FormatId {
  if (choice !== 'auto') return choice;
  if (picture.animated) return 'webp';
  return picture.alpha ? 'png' : 'jpeg';
}

/** 1–100: the variant's, else the recipe's, else the format's default (100 where the format has no quality). */
export function resolveQuality(recipe: Recipe, variant: Variant, format: FormatId): number {
  return variant.quality ?? recipe.quality ?? formats[format].quality?.defaultValue ?? 100;
}
