import { expect, test } from 'vitest';
import { createForesight } from '../../src/app/foresight.ts';
import { parseList } from '../../src/core/list.ts';
import { defaultRecipe, type Recipe, widthVariant } from '../../src/core/recipe.ts';

function createScene() {
  const warmed: boolean[] = [];
  const lookAhead = createForesight({ warm: ({ libvips }) => warmed.push(libvips) });
  return { warmed, lookAhead };
}

const nothing = { list: parseList(''), files: [], recipe: defaultRecipe };
const photo = { id: 'a', name: 'a.jpg', byteLength: 1 };

test('engines are prepared for what was given, once for each change', () => {
  const { warmed, lookAhead } = createScene();
  lookAhead(nothing);
  expect(warmed).toEqual([]);
  const ahead = { ...nothing, list: parseList('https://a.example/a.jpg') };
  lookAhead(ahead);
  lookAhead({ ...ahead });
  expect(warmed).toEqual([false]);
  lookAhead({ ...ahead, recipe: { ...defaultRecipe, format: 'webp' } });
  expect(warmed).toEqual([false, true]);
});

test('files count as URLs do', () => {
  const { warmed, lookAhead } = createScene();
  lookAhead({ ...nothing, files: [photo] });
  lookAhead({ ...nothing, files: [photo, { ...photo, id: 'b', name: 'b.heic' }] });
  expect(warmed).toEqual([false, true]);
});

test.each<[string, Partial<Recipe>]>([
  ['no sizes', { variants: [] }],
  ['a size of nothing', { variants: [{ ...widthVariant(200), width: null }] }],
  ['a size that is no number', { variants: [{ ...widthVariant(200), width: Number.NaN }] }],
])('a recipe that is half typed is not looked at: %s', (_, change) => {
  const { warmed, lookAhead } = createScene();
  lookAhead({ ...nothing, files: [photo], recipe: { ...defaultRecipe, ...change } });
  expect(warmed).toEqual([]);
  lookAhead({ ...nothing, files: [photo] });
  expect(warmed).toEqual([false]);
});
