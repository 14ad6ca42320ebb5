import { expect, test } from 'vitest';
import { parseList } from '../../src/core/list.ts';
import { checkRecipe, planJob, sideLimit, toUnits } from '../../src/core/plan.ts';
import { defaultRecipe, type Variant, widthVariant } from '../../src/core/recipe.ts';

const files = [
  { id: 'f1', name: 'holiday/boat.jpg', byteLength: 10 },
  { id: 'f2', name: 'boat.jpg', byteLength: 10 },
];

test('a job: entries in list order, then files, with lines counted on and stems that differ', () => {
  const list = parseList('# mine\nhttps://a.example/boat.jpg\nnonsense\nhttps://a.example/boat.jpg#b\n\n');
  const job = planJob(list, files, defaultRecipe);
  expect(job.recipe).toBe(defaultRecipe);
  expect(job.items.map(({ id, line, stem, origin }) => [id, line, stem, origin.key])).toEqual([
    [0, 2, 'boat', 'https://a.example/boat.jpg'],
    [1, 4, 'boat-2', 'https://a.example/boat.jpg'],
    [2, 5, 'boat-3', 'file:f1'],
    [3, 6, 'boat-4', 'file:f2'],
  ]);
  expect(job.items[1]?.origin).toEqual({
    kind: 'url',
    key: 'https://a.example/boat.jpg',
    url: 'https://a.example/boat.jpg#b',
    host: 'a.example',
  });
  expect(job.items[2]?.origin).toEqual({
    kind: 'file',
    key: 'file:f1',
    fileId: 'f1',
    name: 'holiday/boat.jpg',
    byteLength: 10,
  });
});

test('items of one origin are one unit, in the order in which origins appear', () => {
  const list = parseList('https://a.example/1 https://a.example/2 https://a.example/1');
  const units = toUnits(planJob(list, files, defaultRecipe).items);
  expect(units.map(({ origin, items }) => [origin.key, items.map(({ id }) => id)])).toEqual([
    ['https://a.example/1', [0, 2]],
    ['https://a.example/2', [1]],
    ['file:f1', [3]],
    ['file:f2', [4]],
  ]);
  expect(toUnits([])).toEqual([]);
});

test('the default recipe has no problem, nor have the limits themselves', () => {
  expect(checkRecipe(defaultRecipe)).toEqual([]);
  const widest: Variant = {
    ...widthVariant(sideLimit),
    height: 1,
    quality: 100,
    limitBytes: 1,
    position: { x: 0, y: 1 },
  };
  expect(checkRecipe({ ...defaultRecipe, variants: [widest], quality: 1 })).toEqual([]);
});

const bad: [string, Partial<Variant>, object][] = [
  ['no size', { width: null }, { code: 'no-size', variant: 0 }],
  ['zero', { width: 0 }, { code: 'bad-size', variant: 0, side: 'width', value: 0, limit: sideLimit }],
  [
    'too wide',
    { width: sideLimit + 1 },
    { code: 'bad-size', variant: 0, side: 'width', value: 16_384, limit: sideLimit },
  ],
  [
    'not a number',
    { height: Number.NaN },
    { code: 'bad-size', variant: 0, side: 'height', value: NaN, limit: sideLimit },
  ],
  ['half a pixel', { height: 1.5 }, { code: 'bad-size', variant: 0, side: 'height', value: 1.5, limit: sideLimit }],
  ['quality 0', { quality: 0 }, { code: 'bad-quality', variant: 0, value: 0 }],
  ['quality 101', { quality: 101 }, { code: 'bad-quality', variant: 0, value: 101 }],
  ['no bytes', { limitBytes: 0 }, { code: 'bad-byte-limit', variant: 0, value: 0 }],
  ['focus outside', { position: { x: 0.5, y: 1.1 } }, { code: 'bad-focal-point', variant: 0 }],
];
test.each(bad)('a variant with %s', (_, change, problem) => {
  expect(checkRecipe({ ...defaultRecipe, variants: [{ ...widthVariant(200), ...change }] })).toEqual([problem]);
});

test('problems of the recipe itself, all told at once', () => {
  const recipe = { ...defaultRecipe, variants: [], quality: 0.5, background: 'white', nameTemplate: 'x' };
  expect(checkRecipe(recipe)).toEqual([
    { code: 'no-variants' },
    { code: 'bad-quality', variant: null, value: 0.5 },
    { code: 'bad-background', value: 'white' },
    { code: 'stem-missing' },
  ]);
});
