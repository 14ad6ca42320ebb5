import { expect, test } from 'vitest';
import {
  defaultRecipe,
  presetOf,
  presets,
  resolveFormat,
  resolveQuality,
  widthVariant,
} from '../../src/core/recipe.ts';

test('the default recipe is the first preset: widths 200, 64, 32', () => {
  expect(defaultRecipe.variants).toBe(presets[0].variants);
  expect(defaultRecipe.variants.map((variant) => variant.width)).toEqual([200, 64, 32]);
});

test('auto keeps transparency and animation, and is JPEG otherwise', () => {
  expect(resolveFormat('auto', { alpha: false, animated: false })).toBe('jpeg');
  expect(resolveFormat('auto', { alpha: true, animated: false })).toBe('png');
  expect(resolveFormat('auto', { alpha: true, animated: true })).toBe('webp');
  expect(resolveFormat('avif', { alpha: true, animated: true })).toBe('avif');
});

test('quality: the variant over the recipe over the format', () => {
  const recipe = { ...defaultRecipe, quality: null };
  expect(resolveQuality(recipe, widthVariant(10), 'avif')).toBe(50);
  expect(resolveQuality({ ...recipe, quality: 70 }, widthVariant(10), 'avif')).toBe(70);
  expect(resolveQuality({ ...recipe, quality: 70 }, { ...widthVariant(10), quality: 9 }, 'avif')).toBe(9);
});

test('a preset is known by its sizes, in whatever order their fields were written', () => {
  const [first] = presets;
  const rewritten = first.variants.map(
    (variant) => Object.fromEntries(Object.entries(variant).reverse()) as typeof variant,
  );
  expect(presetOf(rewritten)).toBe(first);
  expect(presetOf([widthVariant(201)])).toBeNull();
});
