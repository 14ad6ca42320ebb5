import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isReusable, largestFirst, planMaster, planVariant, type Size, turned } from '../../src/core/geometry.ts';
import { type Fit, type Position, squareVariant, type Variant, widthVariant } from '../../src/core/recipe.ts';

const sides = fc.integer({ min: 1, max: 90 });
const sizes: fc.Arbitrary<Size> = fc.record({ width: sides, height: sides });
const fits = fc.constantFrom<Fit>('inside', 'cover', 'contain', 'fill', 'outside');
const gravities = fc.constantFrom<Extract<Position, string>>(
  'centre',
  'north',
  'northeast',
  'east',
  'southeast',
  'south',
  'southwest',
  'west',
  'northwest',
);
const variants: fc.Arbitrary<Variant> = fc
  .record({
    box: fc.oneof(
      fc.record({ width: sides, height: sides }),
      fc.record({ width: sides, height: fc.constant(null) }),
      fc.record({ width: fc.constant(null), height: sides }),
    ),
    fit: fits,
    position: gravities,
    enlarge: fc.boolean(),
  })
  .map(({ box, ...rest }) => ({ ...widthVariant(1), ...box, ...rest }));

/** The size of what sharp makes of a source of this size. */
async function askSharp(source: Size, variant: Variant): Promise<Size> {
  const { info } = await sharp({ create: { ...source, channels: 3, background: '#345' } })
    .resize({
      ...(variant.width === null ? {} : { width: variant.width }),
      ...(variant.height === null ? {} : { height: variant.height }),
      fit: variant.fit,
      position: String(variant.position),
      withoutEnlargement: !variant.enlarge,
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height };
}

test('output sizes are those of sharp', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, variants, async (source, variant) => {
      expect(planVariant(source, variant).output).toEqual(await askSharp(source, variant));
    }),
    { numRuns: 300 },
  );
});

test.each([
  [{ width: 3264, height: 1836 }, widthVariant(200), { width: 200, height: 113 }],
  [{ width: 3264, height: 1836 }, widthVariant(32), { width: 32, height: 18 }],
  [{ width: 1836, height: 3264 }, squareVariant(165), { width: 165, height: 165 }],
  [{ width: 65_535, height: 1 }, widthVariant(200), { width: 200, height: 1 }],
  [{ width: 1, height: 65_535 }, squareVariant(32), { width: 1, height: 32 }],
  [{ width: 100, height: 50 }, widthVariant(200), { width: 100, height: 50 }],
  [
    { width: 100, height: 50 },
    { ...widthVariant(200), enlarge: true },
    { width: 200, height: 100 },
  ],
])('%j', (source, variant, output) => {
  expect(planVariant(source, variant).output).toEqual(output);
});

test('every gravity cuts where sharp cuts, and pads where sharp pads', async () => {
  const source = { width: 41, height: 41 };
  // Red counts columns, green counts rows: a pixel says where it came from.
  const pixels = Uint8Array.from({ length: 41 * 41 * 3 }, (_, index) => {
    const place = Math.floor(index / 3);
    return index % 3 === 0 ? place % 41 : index % 3 === 1 ? Math.floor(place / 41) : 200;
  });
  const positions = fc.sample(gravities, { numRuns: 60, seed: 1 });
  for (const position of new Set(positions)) {
    for (const box of [
      { width: 18, height: 41 },
      { width: 41, height: 18 },
    ]) {
      const cut = await place(pixels, { ...widthVariant(1), ...box, position, fit: 'cover' });
      const { framing } = planVariant(source, { ...widthVariant(1), ...box, position, fit: 'cover' });
      expect({ box, position, ...framing }).toEqual({
        box,
        position,
        tag: 'crop',
        left: cut.first.x,
        top: cut.first.y,
      });
    }
    for (const box of [
      { width: 60, height: 41 },
      { width: 41, height: 60 },
    ]) {
      const padded = await place(pixels, { ...widthVariant(1), ...box, position, fit: 'contain' });
      const { framing } = planVariant(source, { ...widthVariant(1), ...box, position, fit: 'contain' });
      expect({ box, position, ...framing }).toEqual({ box, position, tag: 'pad', ...padded.offset });
    }
  }
});

/** Where sharp took the first pixel from, and where in the output the source's first pixel ended up. */
async function place(pixels: Uint8Array, { width, height, fit, position }: Variant) {
  const { data, info } = await sharp(pixels, { raw: { width: 41, height: 41, channels: 3 } })
    .resize({ width: width ?? 1, height: height ?? 1, fit, position: String(position), background: '#ffffff' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { channels } = info;
  let origin = 0;
  while (data[origin * channels + 2] === 255) origin += 1;
  return {
    first: { x: data[0], y: data[1] },
    offset: { left: origin % info.width, top: Math.floor(origin / info.width) },
  };
}

test('a focal point stays in the picture, in its middle where there is room', () => {
  const focus = (x: number, y: number) =>
    planVariant({ width: 400, height: 100 }, { ...squareVariant(100), position: { x, y } }).framing;
  expect(focus(0.5, 0.5)).toEqual({ tag: 'crop', left: 150, top: 0 });
  expect(focus(0.3, 0.9)).toEqual({ tag: 'crop', left: 70, top: 0 });
  expect(focus(0, 0)).toEqual({ tag: 'crop', left: 0, top: 0 });
  expect(focus(1, 1)).toEqual({ tag: 'crop', left: 300, top: 0 });
});

test('a smart crop is left to the engine, and is none when nothing has to be cut', () => {
  const variant: Variant = { ...squareVariant(100), position: 'attention' };
  expect(planVariant({ width: 400, height: 200 }, variant)).toEqual({
    resize: { width: 200, height: 100 },
    framing: { tag: 'smart-crop', interest: 'attention' },
    output: { width: 100, height: 100 },
  });
  expect(planVariant({ width: 300, height: 300 }, variant).framing).toEqual({ tag: 'whole' });
});

test('one decode serves all: as large as the largest picture, twice that if another one is nearly as large', () => {
  const source = { width: 3000, height: 2000 };
  const master = (...widths: number[]) =>
    planMaster(
      source,
      widths.map((width) => planVariant(source, widthVariant(width))),
    );
  expect(master(200, 64, 32)).toEqual({ width: 200, height: 133 });
  expect(master(32, 200)).toEqual({ width: 200, height: 133 });
  expect(master(96, 48)).toEqual({ width: 96, height: 64 });
  expect(master(200, 180)).toEqual({ width: 400, height: 266 });
  expect(master(2000, 1800)).toEqual(source);
});

test('whatever is asked, every picture can be made of the master or of a larger one', () => {
  fc.assert(
    fc.property(sizes, fc.array(variants, { minLength: 1, maxLength: 5 }), (source, asked) => {
      const plans = asked.map((variant) => planVariant(source, variant));
      const master = planMaster(source, plans);
      expect(master.width).toBeLessThanOrEqual(source.width);
      for (const { resize } of plans) {
        const isWholeSource = master.width === source.width || master.height === source.height;
        expect(isReusable(master, resize) || isWholeSource).toBe(true);
      }
    }),
  );
});

test('the order of making starts with the largest', () => {
  const source = { width: 3000, height: 2000 };
  const plans = [32, 200, 64].map((width) => planVariant(source, widthVariant(width)));
  expect(largestFirst(plans)).toEqual([1, 2, 0]);
});

test('orientations 5 to 8 lie on their side', () => {
  const stored = { width: 3, height: 2 };
  for (const orientation of [1, 2, 3, 4]) expect(turned(stored, orientation)).toEqual(stored);
  for (const orientation of [5, 6, 7, 8]) expect(turned(stored, orientation)).toEqual({ width: 2, height: 3 });
});
