import { expect, test } from 'vitest';
import { type Compared, createChanges } from '../../src/app/changes.ts';
import { parseList } from '../../src/core/list.ts';
import { defaultRecipe } from '../../src/core/recipe.ts';

const compared: Compared = {
  former: { job: { items: [], recipe: defaultRecipe }, states: [] },
  isFinished: true,
  list: parseList('https://a.example/1.jpg\nhttps://a.example/2.jpg'),
  files: [],
  recipe: defaultRecipe,
};

test('asked every frame, it looks again only when the list, the recipe or the results are others', () => {
  const look = createChanges();
  const first = look(compared);
  expect(first).toEqual({ kept: 0, missing: 6 });
  for (let frame = 0; frame < 60; frame++) expect(look({ ...compared })).toBe(first);
  expect(look({ ...compared, list: parseList('https://a.example/1.jpg') })).toEqual({ kept: 0, missing: 3 });
  const file = { id: 'a|1|2', name: 'a.jpg', byteLength: 1 };
  expect(look({ ...compared, files: [file] })).toEqual({ kept: 0, missing: 9 });
  expect(look({ ...compared, recipe: { ...defaultRecipe, variants: [] } })).toEqual({ kept: 0, missing: 0 });
});

test('while a run goes on nothing is compared, and afterwards anew: a retry may have made what was missing', () => {
  const look = createChanges();
  const before = look(compared);
  expect(look({ ...compared, isFinished: false })).toEqual({ kept: 0, missing: 0 });
  expect(look(compared)).not.toBe(before);
});
