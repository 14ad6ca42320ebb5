import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { widthVariant } from '../../src/core/recipe.ts';
import { sniff } from '../../src/core/sniff.ts';
import { isPlainJpeg } from '../../src/engine/shrink.ts';
import { fetchFixtures } from '../fixtures/browser.ts';
import type { Fixture, Rgb } from '../fixtures/fixture.ts';
import { meanDeltaE } from './lab.ts';
import {
  decode,
  distance,
  draw,
  headOf,
  holds,
  pixelAt,
  type RealEngine,
  render,
  startCanvasEngine,
  startEngine,
} from './studio.ts';

const fixtures = await fetchFixtures();

interface Way {
  name: string;
  start: () => Promise<RealEngine>;
  canDraw: (fixture: Fixture) => boolean;
  /** Mean ΔE against sharp that is allowed; `null` where the browser's own idea of a picture is all there is. */
  deltaE: (fixture: Fixture) => number | null;
  jpegRoutes: readonly string[];
}

const ways: readonly Way[] = [
  {
    name: 'the best route',
    start: () => startEngine(),
    canDraw: () => true,
    deltaE: () => 1,
    jpegRoutes: ['quick-jpeg', 'platform-jpeg', 'vips'],
  },
  {
    name: 'libvips alone',
    start: () => startEngine({ without: ['jpeg-to-jpeg', 'quick-jpeg', 'platform-jpeg', 'quick-png', 'platform'] }),
    canDraw: ({ name }) => !/\.(bmp|ico|heic)$/.test(name),
    deltaE: () => 1,
    jpegRoutes: ['vips'],
  },
  {
    name: 'the canvas',
    start: startCanvasEngine,
    canDraw: ({ name }) => /\.(jpg|png|webp|gif|avif|bmp|ico)$/.test(name),
    // Browsers have no profile for bare inks, and a canvas keeps colours multiplied by their alpha.
    deltaE: ({ name, head }) => (/cmyk|ycck/.test(name) || head?.alpha === true ? null : 2),
    jpegRoutes: ['canvas'],
  },
];

describe.each(ways)('by $name', ({ start, canDraw, deltaE, jpegRoutes }) => {
  let engine: RealEngine;
  const routes = new Set<string>();
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.terminate());

  const pictures = fixtures.filter(({ bytes }) => sniff(bytes).is === 'image');

  for (const fixture of pictures.filter((one) => one.fate === 'drawn' && canDraw(one))) {
    test(`${fixture.family}/${fixture.name} is drawn as it should be`, async () => {
      const bytes = toBuffer(fixture);
      const { source, first } = await draw(engine, bytes, { variants: [widthVariant(16_000)], format: 'png' });
      const { size, corners, reference, marks } = fixture;
      if (size !== null) expect({ width: source.width, height: source.height }).toEqual(size);
      const drawn = await decode(first.bytes);
      expect({ width: drawn.width, height: drawn.height }).toEqual({ width: first.width, height: first.height });
      if (corners !== null) expectCorners(drawn, corners);
      for (const mark of marks) expect(holds(first.bytes, mark), mark).toBe(false);
      const allowed = deltaE(fixture);
      if (reference === null || allowed === null) return;
      expect(meanDeltaE(drawn, await decode(toCopy(reference)))).toBeLessThanOrEqual(allowed);
    });
  }

  for (const fixture of pictures.filter(({ family }) => family === 'orientation' || family === 'colour')) {
    if (!canDraw(fixture)) continue;
    test.each(shrinksOf(fixture))(
      `${fixture.family}/${fixture.name} is the same when decoders shrink it to 1/%i`,
      async (shrink) => {
        const { size, corners, reference, name } = fixture;
        const recipe = { variants: [widthVariant(Math.floor((size?.width ?? 96) / shrink))], format: 'png' } as const;
        const { source, first } = await draw(engine, toBuffer(fixture), recipe);
        if (name.endsWith('.jpg')) routes.add(source.route);
        const drawn = await decode(first.bytes);
        if (corners !== null) expectCorners(drawn, corners);
        const allowed = deltaE(fixture);
        if (reference === null || allowed === null) return;
        const { first: expected } = await draw(engine, toCopy(reference).buffer, recipe);
        // The hard edges of these pictures fall apart a little differently when a decoder shrinks them.
        expect(meanDeltaE(drawn, await decode(expected.bytes))).toBeLessThanOrEqual(allowed * 1.5);
      },
    );
  }

  test('all of its routes for JPEG were taken', () => {
    expect([...routes].sort()).toEqual(jpegRoutes.toSorted());
  });

  for (const fixture of pictures.filter(({ fate }) => fate === 'refused')) {
    test(`${fixture.family}/${fixture.name} is refused by name`, async () => {
      const result = await render(engine, toBuffer(fixture), { variants: [widthVariant(64)] });
      expect(result).toMatchObject({
        ok: false,
        failure: { code: expect.stringMatching(/^(truncated|corrupt|unsupported|too-many-pixels|too-deep)$/) },
      });
    });
  }
});

describe('from JPEG to JPEG', () => {
  let engine: RealEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.terminate());

  const plain = fixtures.filter(({ fate, bytes, name }) => {
    const sniffed = sniff(bytes);
    return fate === 'drawn' && name.endsWith('.jpg') && sniffed.is === 'image' && isPlainJpeg(sniffed.head);
  });

  test.each(plain)('$name keeps its colours and its way up, and nothing else', async (fixture) => {
    const { size, corners, reference, marks } = fixture;
    const variants = [widthVariant(Math.floor((size?.width ?? 96) / 2.7))];
    const { source, first } = await draw(engine, toBuffer(fixture), { variants, quality: 95 });
    expect(source.route).toBe(headOf(toBuffer(fixture)).progressive ? 'vips' : 'jpeg-to-jpeg');
    expect(headOf(first.bytes)).toMatchObject({ width: first.width, height: first.height, orientation: 1 });
    for (const mark of marks) expect(holds(first.bytes, mark), mark).toBe(false);
    const drawn = await decode(first.bytes);
    if (corners !== null) expectCorners(drawn, corners);
    if (reference === null) return;
    const { first: expected } = await draw(engine, toCopy(reference).buffer, { variants, format: 'png' });
    expect(meanDeltaE(drawn, await decode(expected.bytes))).toBeLessThanOrEqual(1.5);
  });
});

describe('what may be drawn or refused', () => {
  const canaries = () => performance.getEntriesByType('resource').filter(({ name }) => /canary|example/.test(name));

  let engine: RealEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.terminate());

  const either = fixtures.filter(({ fate, bytes }) => fate === 'either' && sniff(bytes).is === 'image');
  test.each(either)('$name ends in one of them, soon', async (fixture) => {
    const result = await render(engine, toBuffer(fixture), { format: 'png' });
    if (!result.ok && result.failure.code === 'engine-lost') {
      engine.terminate();
      engine = await startEngine();
    }
    expect(canaries()).toEqual([]);
    if (!result.ok) return expect(result.failure.code).toMatch(/^(corrupt|engine-lost|too-many-pixels|unsupported)$/);
    for (const { bytes, width } of result.value.thumbnails) expect((await decode(bytes)).width).toBe(width);
  });
});

/** How many times smaller they are drawn, so that every way to shrink on load is taken. */
function shrinksOf({ name, bytes }: Fixture): readonly number[] {
  const sniffed = sniff(bytes);
  if (sniffed.is === 'image' && isPlainJpeg(sniffed.head)) return [3, 4, 5, 6, 7, 9, 11, 16];
  // libwebp is asked for less than all only from 8 on.
  return name.endsWith('.webp') ? [4, 6, 9] : [4, 6];
}

function expectCorners(drawn: ImageData, corners: readonly Rgb[]): void {
  const places = [
    [0.125, 0.125],
    [0.875, 0.125],
    [0.875, 0.875],
    [0.125, 0.875],
  ] as const;
  places.forEach(([x, y], index) => {
    const pixel = pixelAt(drawn, x, y);
    const corner = corners[index] ?? [];
    expect(distance(pixel, corner), `corner ${index}: ${pixel} for ${corner}`).toBeLessThan(16);
  });
}

function toBuffer({ bytes }: Fixture): ArrayBuffer {
  return toCopy(bytes).buffer;
}

function toCopy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
