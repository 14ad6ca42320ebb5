import { constants, deflateSync, type ZlibOptions } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Size } from '../../../src/core/geometry.ts';
import { decodeBoxes, planBox, quickPngLimitPixels, quickPngLimitWidth } from '../../../src/engine/png/boxes.ts';
import { createLoops } from '../../../src/engine/png/loops.ts';
import { toChunk } from '../../fixtures/bytes/png.ts';
import { fixtures } from '../../fixtures/cache.ts';
import { createRandom } from '../../photos/random.ts';
import { averageBoxes, reference, rowBytes, type Specimen, toFile } from './specimens.ts';

const loops = createLoops();
const whole = { width: 1, height: 1 };

async function expectMeans(file: Uint8Array, box: Size): Promise<void> {
  const boxes = decodeBoxes(loops, file, box);
  const expected = averageBoxes(await reference(file), box);
  expect(boxes).toMatchObject({ width: expected.width, height: expected.height });
  const pixels = boxes?.pixels ?? new Uint8Array();
  let worst = 0;
  for (const [at, value] of expected.pixels.entries()) {
    // Of a pixel that cannot be seen, nobody knows the colour.
    const isSeen = (expected.pixels[at | 3] ?? 0) > 0;
    if (isSeen) worst = Math.max(worst, Math.abs(value - (pixels[at] ?? 0)));
  }
  expect(worst).toBeLessThanOrEqual(box.width * box.height === 1 ? 0 : 1);
  expect(boxes?.isOpaque).toBe(expected.pixels.every((value, at) => at % 4 !== 3 || value === 255));
}

function noise(length: number, seed: number, levels = 256): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length }, () => Math.floor(random() * levels));
}

function specimen(changes: Partial<Specimen> = {}): Specimen {
  const shape = { width: 53, height: 41, colour: 'rgb', depth: 8, ...changes } as const;
  return { rows: noise(rowBytes(shape) * shape.height, 1), ...shape };
}

const twoColours = Uint8Array.from([...noise(53 * 41, 9, 2)].flatMap((value) => [9, 99, 198 + value]));
const palette = toChunk('PLTE', noise(3 * 256, 2));
const forms: [string, Partial<Specimen>][] = [
  ...[1, 2, 4, 8].map((depth): [string, Partial<Specimen>] => [`grey of ${depth} bits`, { colour: 'grey', depth }]),
  ['RGB', { colour: 'rgb' }],
  ['grey with alpha', { colour: 'greyAlpha' }],
  ['RGBA', { colour: 'rgba' }],
  ...[1, 2, 4, 8].map((depth): [string, Partial<Specimen>] => [
    `${depth} bits of a palette`,
    { colour: 'palette', depth, before: [toChunk('PLTE', noise(3 * 2 ** depth, 2))] },
  ]),
  ['a palette with transparent entries', { colour: 'palette', before: [palette, toChunk('tRNS', noise(200, 3))] }],
  ['one transparent colour', { rows: twoColours, before: [toChunk('tRNS', Uint8Array.of(0, 9, 0, 99, 0, 199))] }],
  ['a transparent grey', { colour: 'grey', depth: 4, before: [toChunk('tRNS', Uint8Array.of(0, 7))] }],
];

describe.each(forms)('%s', (_, form) => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 7],
    [1, 5],
    [8, 1],
    [100, 100],
  ])('in boxes of %i × %i', (width, height) => expectMeans(toFile(specimen(form)), { width, height }));

  test.each([0, 1, 2, 3, 4])('with filter %i', (type) =>
    expectMeans(toFile(specimen({ ...form, filterOf: () => type })), whole),
  );

  test('with filters that change from row to row', () =>
    expectMeans(toFile(specimen({ ...form, filterOf: (y) => (y * 7 + (y >> 2)) % 5 })), { width: 2, height: 3 }));

  test('one pixel wide', () => expectMeans(toFile(specimen({ ...form, width: 1, filterOf: (y) => y % 5 })), whole));
});

test('boxes as large as can be, of the brightest pixels', async () => {
  for (const colour of ['grey', 'rgb', 'rgba'] as const) {
    const shape = { width: 300, height: 300, colour, depth: 8 };
    const rows = new Uint8Array(rowBytes(shape) * 300).fill(255);
    await expectMeans(toFile({ ...shape, rows }), { width: 256, height: 256 });
  }
});

test('what can be seen through a little is not taken for opaque', () => {
  const rows = new Uint8Array(4 * 64).fill(255);
  rows[4 * 40 + 3] = 100;
  for (const box of [whole, { width: 4, height: 4 }]) {
    const file = toFile({ width: 8, height: 8, colour: 'rgba', depth: 8, rows });
    expect(decodeBoxes(loops, file, box)?.isOpaque).toBe(false);
  }
});

/** Of 600 KB: more than the window, and more than a piece. */
const large = { width: 500, height: 400, colour: 'rgb', depth: 8 } as const;
const contents: [string, Uint8Array][] = [
  ['noise', noise(rowBytes(large) * large.height, 4)],
  ['few levels', noise(rowBytes(large) * large.height, 5, 3)],
  ['one colour', new Uint8Array(rowBytes(large) * large.height).fill(77)],
  ...[2, 3, 5, 7, 13, 15, 16, 17, 31].map((period): [string, Uint8Array] => [
    `a repetition of ${period} bytes`,
    Uint8Array.from({ length: rowBytes(large) * large.height }, (_, at) => (at % period) * 15),
  ]),
  ['the row before the last one', repeatRows(rowBytes(large), large.height)],
];

function repeatRows(length: number, count: number): Uint8Array {
  const two = noise(length * 2, 6);
  return Uint8Array.from({ length: length * count }, (_, at) => two[at % two.length] ?? 0);
}

const strategies: [string, ZlibOptions][] = [
  ['stored', { level: 0 }],
  ['quickly', { level: 1 }],
  ['thoroughly', { level: 7 }],
  ['with fixed codes', { strategy: constants.Z_FIXED }],
  ['without repetitions', { strategy: constants.Z_HUFFMAN_ONLY }],
  ['in runs', { strategy: constants.Z_RLE }],
  ['with little memory', { windowBits: 9, memLevel: 1 }],
];

describe.each(contents)('of %s', (_, rows) => {
  test.each(strategies)('deflated %s', (_, deflate) => {
    const file = toFile({ ...large, rows, deflate, filterOf: (y) => [0, 0, 2, 1, 0, 4][y % 6] ?? 0 });
    const boxes = decodeBoxes(loops, file, whole);
    expect(boxes).not.toBeNull();
    const found = boxes?.pixels ?? new Uint8Array();
    const wrong = rows.findIndex((value, at) => value !== found[Math.floor(at / 3) * 4 + (at % 3)]);
    expect(wrong).toBe(-1);
  });
});

test.each([1, 2, 3, 8192, 262_143, 262_144, 262_145])('chunks of %i bytes', (chunkBytes) => {
  const rows = noise(400 * 300, 7);
  const shape = { width: 400, height: 300, colour: 'grey', depth: 8 } as const;
  expect(decodeBoxes(loops, toFile({ ...shape, rows, chunkBytes }), whole)).not.toBeNull();
});

test('a file in memory that is shared, in the midst of other bytes', async () => {
  const file = toFile(specimen());
  const shared = new Uint8Array(new SharedArrayBuffer(file.length + 20), 9, file.length);
  shared.set(file);
  expect(decodeBoxes(loops, shared, whole)?.pixels).toEqual(new Uint8Array((await reference(file)).pixels));
});

test('chunks that say nothing about pixels do not matter', async () => {
  const others = [toChunk('gAMA', Uint8Array.of(0, 0, 177, 143)), toChunk('tEXt', Buffer.from('a\0b'))];
  await expectMeans(toFile(specimen({ before: others })), whole);
});

describe('what is not quite sound is left to others', () => {
  const sound = toFile(specimen({ width: 9, height: 7, chunkBytes: 50 }));

  test('a bit flipped, anywhere', () => {
    expect(decodeBoxes(loops, sound, whole)).not.toBeNull();
    for (let at = 0; at < sound.length; at += 1) {
      const flipped = Uint8Array.from(sound);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      expect(decodeBoxes(loops, flipped, whole), `byte ${at}`).toBeNull();
    }
  });

  test('any end that is missing', () => {
    for (let length = 0; length < sound.length; length += 1) {
      expect(decodeBoxes(loops, sound.subarray(0, length), whole), `${length} bytes`).toBeNull();
    }
  });

  const small = (changes: Partial<Specimen>) => toFile(specimen({ width: 20, height: 20, ...changes }));
  const rows = noise(60 * 20, 8);
  const deflatedRows = (count: number, extraBytes = 0) =>
    deflateSync(Buffer.concat([...Array<Buffer>(count).fill(Buffer.alloc(61)), Buffer.alloc(extraBytes)]));
  const changed = (data: Buffer, at: number) => {
    data[at] = (data[at] ?? 0) ^ 1;
    return data;
  };
  test.each<[string, Uint8Array]>([
    ['a checksum of the pixels that does not fit', small({ spoil: (data) => changed(data, data.length - 1) })],
    ['bytes behind the pixels’ checksum', small({ spoil: (data) => Buffer.concat([data, Buffer.alloc(3)]) })],
    ['pixels whose checksum is missing', small({ spoil: (data) => data.subarray(0, -4) })],
    ['a row too many', small({ rows, spoil: () => deflatedRows(21) })],
    ['a row too few', small({ rows, spoil: () => deflatedRows(19) })],
    ['a byte too many', small({ rows, spoil: () => deflatedRows(20, 1) })],
    ['an unknown filter', small({ rows, filterOf: (y) => (y === 13 ? 5 : 0) })],
    ['no method of compression that is known', small({ spoil: (data) => changed(data, 0) })],
    ['a dictionary', small({ spoil: (data) => Buffer.concat([Buffer.of(0x78, 0xbb), data.subarray(2)]) })],
    ['an index that the palette lacks', small({ colour: 'palette', before: [toChunk('PLTE', noise(3 * 200, 2))] })],
    ['no palette', small({ colour: 'palette' })],
    ['two palettes', small({ colour: 'palette', before: [palette, palette] })],
    ['a palette for greys', small({ colour: 'grey', before: [palette] })],
    ['a palette larger than its depth', small({ colour: 'palette', depth: 4, before: [palette] })],
    ['more alphas than colours', small({ colour: 'palette', before: [palette, toChunk('tRNS', noise(257, 1))] })],
    ['a transparent colour of 16 bits', small({ before: [toChunk('tRNS', Uint8Array.of(1, 0, 0, 0, 0, 0))] })],
    ['a transparent colour cut short', small({ before: [toChunk('tRNS', new Uint8Array(5))] })],
    ['16 bits', small({ depth: 16, rows: noise(20 * 20 * 6, 1) })],
    ['a chunk that must be understood', small({ before: [toChunk('HUGE')] })],
  ])('%s', (_, file) => {
    expect(decodeBoxes(loops, file, whole)).toBeNull();
  });

  test('every corrupt or truncated fixture', async () => {
    const broken = (await fixtures('corrupt', 'truncated')).filter(({ name }) => name.endsWith('.png'));
    expect(broken.length).toBeGreaterThan(30);
    for (const { name, bytes } of broken) expect(decodeBoxes(loops, bytes, whole), name).toBeNull();
  });

  test('more pixels than it may deliver, or wider than it may be', () => {
    const side = Math.sqrt(quickPngLimitPixels);
    const bits = (width: number, height: number) =>
      toFile({
        width,
        height,
        colour: 'grey',
        depth: 1,
        rows: new Uint8Array(rowBytes({ width, colour: 'grey', depth: 1 }) * height),
      });
    expect(decodeBoxes(loops, bits(side, side), whole)).not.toBeNull();
    expect(decodeBoxes(loops, bits(side + 1, side), whole)).toBeNull();
    expect(decodeBoxes(loops, bits(side + 1, side), { width: 2, height: 2 })).not.toBeNull();
    expect(decodeBoxes(loops, bits(quickPngLimitWidth, 1), whole)).not.toBeNull();
    expect(decodeBoxes(loops, bits(quickPngLimitWidth + 1, 1), whole)).toBeNull();
  });
});

test('boxes leave twice as many pixels as are needed', () => {
  const plan = (needed: number) => planBox({ width: 3200, height: 1600 }, { width: needed, height: needed / 2 });
  expect(plan(200)).toEqual({ width: 8, height: 8 });
  expect(plan(801)).toEqual(whole);
  expect(plan(4000)).toEqual(whole);
  expect(planBox({ width: 65_000, height: 10 }, { width: 2, height: 5 })).toEqual({ width: 256, height: 1 });
});
