import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNamer, outputName, variantLabels } from '../../src/core/name.ts';
import {
  defaultRecipe,
  type Recipe,
  resolveFormat,
  squareVariant,
  type Variant,
  widthVariant,
} from '../../src/core/recipe.ts';
import { anyText, naughtyNames } from './naughty.ts';

const heightVariant = (height: number): Variant => ({ ...widthVariant(1), width: null, height });
const recipe = (variants: readonly Variant[], nameTemplate = '{stem}_{variant}'): Recipe => ({
  ...defaultRecipe,
  variants,
  nameTemplate,
});

test('labels: a width, a box, a height', () => {
  expect(variantLabels(recipe([widthVariant(200), squareVariant(50), heightVariant(32)]))).toEqual([
    '200',
    '50x50',
    'x32',
  ]);
});

test('equal sizes are told apart by a number, or by the extensions of their formats', () => {
  const as = (format: Variant['format']) => ({ ...widthVariant(200), format });
  expect(variantLabels(recipe([as(null), as(null), as(null)]))).toEqual(['200', '200-2', '200-3']);
  expect(variantLabels(recipe([as('jpeg'), as('webp'), as('avif')]))).toEqual(['200', '200', '200']);
  expect(variantLabels(recipe([as('jpeg'), as('webp'), as('jpeg')]))).toEqual(['200', '200', '200-2']);
  // Auto may turn out as JPEG.
  expect(variantLabels(recipe([as('auto'), as('jpeg')]))).toEqual(['200', '200-2']);
  expect(variantLabels(recipe([as('jpeg'), as('auto')]))).toEqual(['200', '200-2']);
});

test('an output name is the template filled in, and the extension of the format', () => {
  expect(outputName(defaultRecipe, 'boat', 0, 'jpeg')).toBe('boat_200.jpg');
  expect(outputName(recipe([squareVariant(50)], 'thumb-{variant}-{stem}.{ext}'), 'boat', 0, 'webp')).toBe(
    'thumb-50x50-boat.webp',
  );
});

test('a template cannot make a name unsafe', () => {
  expect(outputName(recipe([widthVariant(200)], 'CO{stem}'), 'N.x', 0, 'jpeg')).toBe('CON-image.x.jpg');
  expect(outputName(recipe([widthVariant(200)], '=-{stem}'), 'boat', 0, 'jpeg')).toBe('boat.jpg');
  expect(outputName(recipe([widthVariant(200)], '../{stem}'), 'boat', 0, 'jpeg')).toBe('boat_200.jpg');
});

test('a template without {variant} is completed where files would overwrite each other', () => {
  expect(outputName(recipe([widthVariant(200)], '{stem}'), 'boat', 0, 'jpeg')).toBe('boat.jpg');
  expect(outputName(recipe([widthVariant(200), widthVariant(64)], '{stem}'), 'boat', 1, 'jpeg')).toBe('boat_64.jpg');
});

test('list order decides who keeps the plain name', () => {
  const names = ['boat.jpg', 'Boat.png', 'boat-2.jpg', 'boat.webp', 'e\u0301', 'É', 'straße', 'STRASSE'];
  expect(names.map(createNamer(defaultRecipe))).toEqual([
    ...['boat', 'Boat-2', 'boat-2-2', 'boat-3', 'é', 'É-2', 'straße', 'STRASSE-2'],
  ]);
});

test('stems differ by what is made of them, not by themselves', () => {
  const nameOf = createNamer(recipe([widthVariant(200), widthVariant(1200)], '{stem}{variant}'));
  // `a1` + `200` is `a` + `1200`.
  expect([nameOf('a'), nameOf('a1')]).toEqual(['a', 'a1-2']);
});

test('10,000 equal names are numbered in order, without 50 million comparisons', () => {
  const nameOf = createNamer(defaultRecipe);
  const stems = Array.from({ length: 10_000 }, () => nameOf('image.jpg'));
  expect(stems[0]).toBe('image');
  expect(stems.at(-1)).toBe('image-10000');
});

/** Unicode's own comparison, one code point at a time: independent of the folding under test. */
const twin = (a: string, b: string) =>
  new RegExp(`^${a.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replaceAll('\\-', '-')}$`, 'iu').test(b);

function outputsOf(names: readonly string[], of: Recipe): string[] {
  const nameOf = createNamer(of);
  return names.flatMap((name) => {
    const stem = nameOf(name);
    return of.variants.map((variant, index) =>
      outputName(of, stem, index, resolveFormat(variant.format ?? of.format, { alpha: false, animated: false })),
    );
  });
}

function expectDistinct(outputs: readonly string[]) {
  const folded = new Set(outputs.map((name) => name.normalize('NFC').toLowerCase().toUpperCase().normalize('NFC')));
  expect(folded.size).toBe(outputs.length);
}

test('all names of a job differ under NFC and case folding: naughty names, twice and in other case', () => {
  const names = naughtyNames.flatMap((name) => [name, name, name.toUpperCase(), name.normalize('NFD')]);
  const outputs = outputsOf(names, defaultRecipe);
  expect(outputs.length).toBe(names.length * 3);
  expectDistinct(outputs);
  for (const name of outputs) expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
});

test('all names of a job differ: any names, variants and template', () => {
  const name = fc.oneof(
    fc.constantFrom(
      'a',
      'A',
      'a-2',
      'a1',
      'ß',
      'ss',
      'ẞ',
      'é',
      'e\u0301',
      'ﬁ',
      'FI',
      'K',
      '\u212a',
      'σ',
      'ς',
      'ı',
      'I',
      'İ',
      '1',
    ),
    anyText(4),
  );
  const variant = fc.record({
    width: fc.constantFrom(null, 1, 2, 12),
    height: fc.constantFrom(1, 2),
    format: fc.constantFrom(null, 'auto' as const, 'jpeg' as const, 'webp' as const),
  });
  const template = fc.constantFrom(
    '{stem}_{variant}',
    '{stem}{variant}',
    '{variant}{stem}',
    '{stem}',
    '{stem}.{variant}',
    '!',
  );
  fc.assert(
    fc.property(
      fc.array(name, { maxLength: 8 }),
      fc.array(variant, { minLength: 1, maxLength: 4 }),
      template,
      (names, variants, nameTemplate) => {
        const of = recipe(
          variants.map((change) => ({ ...widthVariant(1), ...change })),
          nameTemplate,
        );
        const outputs = outputsOf(names, of);
        expectDistinct(outputs);
        for (const [index, output] of outputs.entries()) {
          expect(outputs.slice(index + 1).filter((other) => twin(output, other))).toEqual([]);
        }
      },
    ),
    { numRuns: 40 },
  );
});
