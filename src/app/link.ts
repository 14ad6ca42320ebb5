import * as v from 'valibot';
import { checkRecipe } from '../core/plan.ts';
import type { Recipe, Variant } from '../core/recipe.ts';
import { recipeSchema } from './settings.ts';

/** What a link leaves out. Not the page's own defaults: those may change, and old links must go on meaning the same. */
const usualVariant: Variant = {
  width: null,
  height: null,
  fit: 'inside',
  position: 'centre',
  enlarge: false,
  format: null,
  quality: null,
  limitBytes: null,
};
const usual: Omit<Recipe, 'variants'> = {
  format: 'auto',
  quality: 80,
  nameTemplate: '{stem}_{variant}',
  background: '#ffffff',
  animation: 'first-frame',
};

const mark = '#s=';
/** Fifty variants with everything set stay below; whatever is longer was not made here. */
const mostCharacters = 20_000;

/** Whether a fragment means to carry a recipe. */
export function hasRecipe(fragment: string): boolean {
  return fragment.startsWith(mark);
}

/** The recipe as the fragment of a link: compact JSON in base64url. Neither the list nor the destination is part of it. */
export function toFragment({ variants, ...rest }: Recipe): string {
  const compact = { variants: variants.map((variant) => unusual(variant, usualVariant)), ...unusual(rest, usual) };
  return mark + toBase64Url(JSON.stringify(compact));
}

/** The recipe of a fragment; `null` if it is none that could be made here, whatever else it may be. */
export function parseFragment(fragment: string): Recipe | null {
  if (!hasRecipe(fragment) || fragment.length > mostCharacters) return null;
  try {
    const compact = v.parse(compactSchema, JSON.parse(fromBase64Url(fragment.slice(mark.length))));
    const variants = compact.variants.map((variant) => ({ ...usualVariant, ...variant }));
    const recipe = v.parse(recipeSchema, { ...usual, ...compact, variants });
    return checkRecipe(recipe).length === 0 ? recipe : null;
  } catch {
    return null;
  }
}

/** Only its shape: what the fields may hold is `recipeSchema`'s to say. */
const compactSchema = v.looseObject({ variants: v.array(v.looseObject({})) });

function unusual<T extends object>(value: T, common: T): Partial<T> {
  const isUnusual = ([key, field]: [string, unknown]) =>
    JSON.stringify(field) !== JSON.stringify(common[key as keyof T]);
  return Object.fromEntries(Object.entries(value).filter(isUnusual)) as Partial<T>;
}

function toBase64Url(text: string): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws if it is no base64url of UTF-8. */
function fromBase64Url(encoded: string): string {
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(binary, (character) => character.charCodeAt(0)),
  );
}
