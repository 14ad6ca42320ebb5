import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasRecipe, parseFragment, toFragment } from '../../src/app/link.ts';
import { checkRecipe } from '../../src/core/plan.ts';
import { defaultRecipe, type Recipe, squareVariant, type Variant, widthVariant } from '../../src/core/recipe.ts';

const side = fc.option(fc.integer({ min: 1, max: 16_383 }));
const percent = fc.option(fc.integer({ min: 1, max: 100 }));
const format = fc.constantFrom('auto', 'jpeg', 'png', 'webp', 'avif', 'gif');
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

const variants: fc.Arbitrary<Variant> = fc.record({
  width: fc.integer({ min: 1, max: 16_383 }),
  height: side,
  fit: fc.constantFrom('inside', 'cover', 'contain', 'fill', 'outside'),
  position: fc.oneof(fc.constantFrom('centre', 'northwest', 'attention'), fc.record({ x: fraction, y: fraction })),
  enlarge: fc.boolean(),
  format: fc.option(format),
  quality: percent,
  limitBytes: fc.option(fc.integer({ min: 1024, max: 2 ** 31 })),
});

const recipes: fc.Arbitrary<Recipe> = fc.record({
  variants: fc.array(variants, { minLength: 1, maxLength: 50 }),
  format,
  quality: percent,
  nameTemplate: fc.constantFrom('{stem}_{variant}', '{stem}', 'größe-{variant}-{stem}-図'),
  background: fc.constantFrom('#ffffff', '#0aB1c2'),
  animation: fc.constantFrom('first-frame', 'keep'),
});

/** A fragment with this content, whatever it is. */
const fragmentOf = (content: unknown) => `#s=${Buffer.from(JSON.stringify(content)).toString('base64url')}`;

test('any recipe survives the way through a link', () => {
  fc.assert(
    fc.property(recipes, (recipe) => {
      fc.pre(checkRecipe(recipe).length === 0);
      const fragment = toFragment(recipe);
      expect(fragment).toMatch(/^#s=[A-Za-z0-9_-]+$/);
      // JSON knows no -0.
      expect(parseFragment(fragment)).toEqual(JSON.parse(JSON.stringify(recipe)));
    }),
  );
});

test('a usual recipe makes a short link', () => {
  expect(toFragment(defaultRecipe).length).toBeLessThan(80);
  expect(toFragment({ ...defaultRecipe, variants: [squareVariant(96)], format: 'webp' }).length).toBeLessThan(120);
});

test('a link of the first version means for ever what it meant', () => {
  const fragment = fragmentOf({ variants: [{ width: 300 }], format: 'webp' });
  expect(parseFragment(fragment)).toEqual({
    variants: [widthVariant(300)],
    format: 'webp',
    quality: 80,
    nameTemplate: '{stem}_{variant}',
    background: '#ffffff',
    animation: 'first-frame',
  });
});

test.each([
  ['nothing', '#s='],
  ['no base64', '#s=%%%'],
  ['no UTF-8', '#s=_____w'],
  ['no JSON', `#s=${Buffer.from('{"variants":').toString('base64url')}`],
  ['another value', fragmentOf(null)],
  ['no variants', fragmentOf({})],
  ['variants that are none', fragmentOf({ variants: [7] })],
  ['an empty list', fragmentOf({ variants: [] })],
  ['no size', fragmentOf({ variants: [{ format: 'png' }] })],
  ['a huge size', fragmentOf({ variants: [{ width: 1e9 }] })],
  ['a fraction', fragmentOf({ variants: [{ width: 0.5 }] })],
  ['51 variants', fragmentOf({ variants: Array.from({ length: 51 }, () => ({ width: 8 })) })],
  ['a folder in the name', fragmentOf({ variants: [{ width: 8 }], nameTemplate: '../{stem}' })],
  ['no stem', fragmentOf({ variants: [{ width: 8 }], nameTemplate: 'all' })],
  ['style for a colour', fragmentOf({ variants: [{ width: 8 }], background: 'url(//example.com)' })],
  ['megabytes', `#s=${'A'.repeat(2_000_000)}`],
])('a fragment with %s is no recipe', (_name, fragment) => {
  expect(hasRecipe(fragment)).toBe(true);
  expect(parseFragment(fragment)).toBeNull();
});

test('what a link brings along is left out: prototypes, unknown fields, a destination', () => {
  const hostile = `{"variants":[{"width":8,"__proto__":{"height":9},"x":1}],"__proto__":{"format":"gif"},"destination":{"kind":"put"}}`;
  const recipe = parseFragment(`#s=${Buffer.from(hostile).toString('base64url')}`);
  expect(recipe).toEqual({ ...defaultRecipe, variants: [widthVariant(8)] });
  expect(Object.keys(recipe ?? {}).sort()).toEqual(Object.keys(defaultRecipe).sort());
});

test('other fragments are none of ours', () => {
  expect(hasRecipe('')).toBe(false);
  expect(hasRecipe('#top')).toBe(false);
  expect(parseFragment('#top')).toBeNull();
});
