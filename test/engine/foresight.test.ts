import { expect, test } from 'vitest';
import { defaultRecipe, type Recipe, squareVariant } from '../../src/core/recipe.ts';
import { mayNeedVips } from '../../src/engine/foresight.ts';

const jpegs = ['https://a.example/1.jpg', 'https://a.example/2.JPEG?width=4000', 'photo.jfif', 'b.jpg#top'];

test.each<[string, Partial<Recipe>]>([
  ['by default', {}],
  ['cut to squares', { variants: [squareVariant(200), squareVariant(50)] }],
])('smaller JPEGs of JPEGs need no libvips: %s', (_, change) => {
  expect(mayNeedVips(jpegs, { ...defaultRecipe, ...change })).toBe(false);
});

test.each([
  'https://a.example/photo.png',
  'https://a.example/photo?format=a.jpg',
  'https://a.example/photos/17',
  'https://a.example/photo.jpg.webp',
  'photo',
])('anything else may: %s', (name) => {
  expect(mayNeedVips([...jpegs, name], defaultRecipe)).toBe(true);
});

test.each<Recipe['format']>(['png', 'webp', 'avif'])('other formats do: %s', (format) => {
  expect(mayNeedVips(jpegs, { ...defaultRecipe, format })).toBe(true);
});
