import { expect, test } from 'vitest';
import type { Head, ImageKind } from '../../src/core/head.ts';
import { defaultRecipe, type Recipe, widthVariant } from '../../src/core/recipe.ts';
import { librariesFor } from '../../src/engine/draw.ts';
import { route } from '../../src/engine/route.ts';
import { imageOf } from './fake-decoders.ts';

const chromium = { vips: true, shrinkingJpeg: true };
const animation: Partial<Head> = { frames: 5 };

/** What the first route loads for it, and what the last one would. */
function loadedFor(kind: ImageKind, recipe: Partial<Recipe> = {}, head: Partial<Head> = {}) {
  const request = { ...imageOf(0, { kind, ...head }), recipe: { ...defaultRecipe, ...recipe } };
  const routes = route(request.head, request.recipe, chromium, []).filter(
    (candidate) => candidate !== 'canvas' && candidate !== 'jpeg-to-jpeg',
  );
  const all = routes.map((candidate) => librariesFor(candidate, request));
  return [all[0], all.at(-1)];
}

test.each<[ImageKind, string[], string[]]>([
  ['jpeg', [], []],
  ['png', [], []],
  ['gif', [], []],
  ['webp', [], []],
  ['tiff', [], []],
  ['bmp', [], []],
  ['ico', [], []],
  ['heic', [], []],
  // The browser decodes it; only what it cannot needs megabytes more.
  ['avif', [], ['vips-heif.wasm']],
  ['jxl', ['vips-jxl.wasm'], ['vips-jxl.wasm']],
  ['svg', ['vips-resvg.wasm'], ['vips-resvg.wasm']],
])('%s: its best route loads %j, its last one %j', (kind, best, last) => {
  expect(loadedFor(kind)).toEqual([best, last]);
});

test('what is to be written as AVIF needs its encoder, be it in one size only', () => {
  expect(loadedFor('jpeg', { format: 'avif' })[0]).toEqual(['vips-heif.wasm']);
  expect(loadedFor('jpeg', { variants: [widthVariant(64), { ...widthVariant(32), format: 'avif' }] })[0]).toEqual([
    'vips-heif.wasm',
  ]);
  expect(loadedFor('svg', { format: 'avif' })[0]).toEqual(['vips-resvg.wasm', 'vips-heif.wasm']);
});

test('an animation that is kept needs none', () => {
  expect(loadedFor('webp', { animation: 'keep' }, animation)).toEqual([[], []]);
});
