import * as v from 'valibot';
import { defaultRecipe, type Recipe } from '../core/recipe.ts';
import type { Destination } from './view.ts';

/** What the page remembers from one visit to the next. Never the list, never a secret. */
export interface Settings {
  recipe: Recipe;
  /** The user edits the sizes, whether or not they equal a preset's. */
  custom: boolean;
  destination: Destination;
}

export const defaultSettings: Settings = { recipe: defaultRecipe, custom: false, destination: { kind: 'zip' } };

const pixels = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16383));
const percent = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const formatChoice = v.picklist(['auto', 'jpeg', 'png', 'webp', 'avif', 'gif']);

const variantSchema = v.object({
  width: v.nullable(pixels),
  height: v.nullable(pixels),
  fit: v.picklist(['inside', 'cover', 'contain', 'fill', 'outside']),
  position: v.union([
    v.picklist([
      'centre',
      'north',
      'northeast',
      'east',
      'southeast',
      'south',
      'southwest',
      'west',
      'northwest',
      'attention',
      'entropy',
    ]),
    v.object({ x: fraction, y: fraction }),
  ]),
  enlarge: v.boolean(),
  format: v.nullable(formatChoice),
  quality: v.nullable(percent),
  limitBytes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** A recipe from outside: storage, a link, a saved run. */
export const recipeSchema = v.object({
  variants: v.pipe(v.array(variantSchema), v.minLength(1), v.maxLength(50)),
  format: formatChoice,
  quality: v.nullable(percent),
  nameTemplate: v.pipe(v.string(), v.maxLength(200)),
  background: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i)),
  animation: v.picklist(['first-frame', 'keep']),
});

export const destinationSchema = v.variant('kind', [
  v.object({ kind: v.literal('zip') }),
  v.object({ kind: v.literal('put'), template: v.pipe(v.string(), v.maxLength(2000)) }),
]);

const settingsSchema = v.object({ recipe: recipeSchema, custom: v.boolean(), destination: destinationSchema });

const key = 'thumbnail-maker.settings';

/** The remembered settings; the defaults where there are none, or where they make no sense any more. */
export function loadSettings(): Settings {
  try {
    const parsed = v.safeParse(settingsSchema, JSON.parse(localStorage.getItem(key) ?? 'null'));
    return parsed.success ? parsed.output : defaultSettings;
  } catch {
    return defaultSettings;
  }
}

/** A destination as it may be kept on a disk; `null` for one that may carry a signature or a token in its address. */
export function withoutSecret(destination: Destination): Destination | null {
  return destination.kind === 'put' && /[?@]/.test(destination.template) ? null : destination;
}

/** Remembers the settings, except a destination with a secret. */
export function saveSettings(settings: Settings): void {
  const destination = withoutSecret(settings.destination) ?? defaultSettings.destination;
  try {
    localStorage.setItem(key, JSON.stringify({ ...settings, destination }));
  } catch {
    // Storage may be denied or full: the settings are then those of this visit only.
  }
}
