import { describe, expect, test } from 'vitest';
import { countChanges, createKept, type Former } from '../../src/app/kept.ts';
import type { Item, ItemState, Made } from '../../src/core/item.ts';
import { defaultRecipe, type Recipe, squareVariant, type Variant, widthVariant } from '../../src/core/recipe.ts';

const item = (id: number): Item => ({
  id,
  line: id + 1,
  origin: { kind: 'url', key: `https://a.example/${id}.jpg`, url: `https://a.example/${id}.jpg`, host: 'a.example' },
  stem: `${id}`,
});

const made: Made = {
  source: { kind: 'jpeg', width: 800, height: 600, byteLength: 9_000, via: 'direct', route: 'vips' },
  outputs: [],
};

const states: readonly ItemState[] = [
  { tag: 'done', made },
  { tag: 'failed', failure: { code: 'upload-http', status: 500, retryAfterMs: null }, attempts: 4, made },
  { tag: 'failed', failure: { code: 'empty' }, attempts: 1, made: null },
];

const former: Former = { job: { items: [item(0), item(1), item(2)], recipe: defaultRecipe }, states };
const keys = former.job.items.map(({ origin }) => origin.key);

const outputsFor = (change: Partial<Recipe>, key = keys[0] ?? '') =>
  createKept(former, { ...defaultRecipe, ...change })(key)?.outputs ?? null;

const [first, second, third] = defaultRecipe.variants as [Variant, Variant, Variant];

describe('what is made already', () => {
  test('each size finds its own thumbnail, wherever it stands now; a new one finds none', () => {
    expect(outputsFor({})).toEqual([0, 1, 2]);
    expect(outputsFor({ variants: [third, widthVariant(48), first] })).toEqual([2, null, 0]);
    expect(outputsFor({ variants: [first, squareVariant(64), third] })).toEqual([0, null, 2]);
    expect(outputsFor({ variants: [squareVariant(9)] })).toBeNull();
  });

  test('names make no other thumbnail; quality, format, background and animation do', () => {
    expect(outputsFor({ nameTemplate: '{variant}/{stem}' })).toEqual([0, 1, 2]);
    // Said of one size what the recipe says of all, it is the same.
    expect(outputsFor({ variants: [first, { ...second, quality: defaultRecipe.quality }, third] })).toEqual([0, 1, 2]);
    expect(outputsFor({ variants: [first, { ...second, quality: 30 }, third] })).toEqual([0, null, 2]);
    for (const change of [
      { quality: 81 },
      { format: 'png' },
      { background: '#000000' },
      { animation: 'keep' },
    ] as const) {
      expect(outputsFor(change), JSON.stringify(change)).toBeNull();
    }
  });

  test('also of an image that failed on its way to the destination, not of one that was never made', () => {
    expect(keys.map((key) => outputsFor({}, key) !== null)).toEqual([true, true, false]);
    expect(outputsFor({}, 'https://a.example/new.jpg')).toBeNull();
  });
});

test('kept and missing thumbnails add up to all that are asked for', () => {
  const asked = [...keys, 'https://a.example/new.jpg'];
  expect(countChanges(former, asked, defaultRecipe)).toEqual({ kept: 6, missing: 6 });
  expect(countChanges(former, asked, { ...defaultRecipe, quality: 12 })).toEqual({ kept: 0, missing: 12 });
  expect(countChanges(former, [], defaultRecipe)).toEqual({ kept: 0, missing: 0 });
});
