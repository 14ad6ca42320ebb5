import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLoops } from '../../../src/engine/jpeg/loops.ts';
import type { Shrunken } from '../../../src/engine/jpeg/planes.ts';
import { decodeShrunken, quickJpegLimitBytes, quickJpegLimitPixels } from '../../../src/engine/jpeg/shrunken.ts';
import { originalFor } from '../../photos/photo.ts';
import { createRandom } from '../../photos/random.ts';
import { type Oracle, startOracle } from './specimens.ts';

const loops = createLoops();
let oracle: Awaited<ReturnType<typeof startOracle>>;
beforeAll(async () => {
  oracle = await startOracle();
});
afterAll(() => oracle.stop());

/** A piece of a photo, not a multiple of anything. */
async function photo(bands: 1 | 3, size = { width: 333, height: 219 }) {
  const piece = sharp(originalFor(2)).resize({ ...size, fit: 'cover' });
  const pixels = await (bands === 1 ? piece.greyscale() : piece).raw().toBuffer();
  return { pixels, ...size, bands };
}

const samplings = [
  ['chroma at half size', { subsample_mode: 'on' }, 3],
  ['chroma at full size', { subsample_mode: 'off' }, 3],
  ['grey', {}, 1],
  ['tables of its own', { optimize_coding: true }, 3],
  ['a restart after every MCU', { restart_interval: 1 }, 3],
  ['a restart after every seventh MCU', { restart_interval: 7, subsample_mode: 'off' }, 3],
  ['little quality', { Q: 5 }, 3],
  ['all quality', { Q: 100 }, 3],
] as const;

describe.each([1, 2, 4] as const)('at %i/8', (eighths) => {
  test.each(samplings)('%s: as libjpeg-turbo does it', async (_, options, bands) => {
    const { pixels, ...shape } = await photo(bands);
    const jpeg = oracle.encode(pixels, shape, { Q: 85, ...options });
    const shrunken = decodeShrunken(loops, jpeg, eighths);
    const expected = oracle.shrink(jpeg, eighths);
    expect(shrunken).toMatchObject({ width: Math.ceil((333 * eighths) / 8), height: Math.ceil((219 * eighths) / 8) });
    // At 1/4 and 1/2 libjpeg takes means of pixels, we the lowest frequencies: what Lanczos3 would leave of them.
    if (eighths === 1) expect(worstDifference(shrunken, expected)).toBeLessThanOrEqual(3);
    else expect(meanDifference(shrunken, expected)).toBeLessThan(eighths);
  });

  test.each([
    [1, 1],
    [8, 8],
    [9, 7],
    [16, 17],
    [1, 300],
  ])('%i × %i pixels', async (width, height) => {
    const { pixels, ...shape } = await photo(3, { width, height });
    const jpeg = oracle.encode(pixels, shape, { Q: 85 });
    expect(decodeShrunken(loops, jpeg, eighths)).toMatchObject({
      width: Math.ceil((width * eighths) / 8),
      height: Math.ceil((height * eighths) / 8),
    });
  });
});

test.each([['on'], ['off']] as const)('a progressive photo, chroma subsampling %s', async (subsample_mode) => {
  const { pixels, ...shape } = await photo(3);
  const jpeg = oracle.encode(pixels, shape, { Q: 85, interlace: true, subsample_mode });
  const whole = oracle.encode(pixels, shape, { Q: 85, subsample_mode: 'off' });
  const shrunken = decodeShrunken(loops, jpeg, 1);
  // Of chroma at half size it takes the means of 16 × 16 pixels, where libjpeg has 8 × 8.
  const allowed = subsample_mode === 'on' ? 3 : 1.5;
  expect(meanDifference(shrunken, oracle.shrink(whole, 1))).toBeLessThan(allowed);
  expect(decodeShrunken(loops, jpeg, 2)).toBeNull();
});

test('what a scan says of bits to come counts in progressive files only', async () => {
  const { pixels, ...shape } = await photo(3);
  const jpeg = oracle.encode(pixels, shape, { Q: 85 });
  const liar = Buffer.from(jpeg);
  const startOfScan = liar.indexOf(Buffer.of(0xff, 0xda));
  // The last byte of its header: how many bits earlier scans left over, and how many this one does.
  liar[startOfScan + 1 + liar.readUInt16BE(startOfScan + 2)] = 0x21;
  expect(decodeShrunken(loops, liar, 1)).toEqual(decodeShrunken(loops, jpeg, 1));
});

test('at 1/4 it is nearer to a full decode and Lanczos3 than libjpeg-turbo is', async () => {
  const { pixels, ...shape } = await photo(3, { width: 800, height: 600 });
  const jpeg = oracle.encode(pixels, shape, { Q: 90 });
  const reduced = await sharp(await sharp(jpeg).raw().toBuffer(), { raw: { width: 800, height: 600, channels: 3 } })
    .resize(200, 150, { kernel: 'lanczos3' })
    .raw()
    .toBuffer();
  const reference = { pixels: reduced, width: 200, height: 150 };
  const squared = (all: number[]) => all.reduce((sum, difference) => sum + difference ** 2, 0);
  const theirs = oracle.shrink(jpeg, 2).pixels;
  const their = Array.from(reduced, (value, index) => value - (theirs[index] ?? 0));
  expect(squared(differences(decodeShrunken(loops, jpeg, 2), reference))).toBeLessThan(squared(their));
});

test('a picture can be drawn after any other', async () => {
  const large = await photo(3, { width: 900, height: 600 });
  const small = await photo(1, { width: 40, height: 30 });
  const jpegs = [large, small].map(({ pixels, ...shape }) => oracle.encode(pixels, shape, { Q: 80 }));
  const draw = (index: number) => [...(decodeShrunken(loops, jpegs[index] as Uint8Array, 1)?.pixels ?? [])];
  const first = [draw(0), draw(1)];
  expect([draw(0), draw(1)]).toEqual(first);
});

describe('left to others', () => {
  test('a file that ends anywhere before its end', async () => {
    const { pixels, ...shape } = await photo(3, { width: 40, height: 24 });
    for (const interlace of [false, true]) {
      const jpeg = oracle.encode(pixels, shape, { Q: 80, interlace });
      for (let length = 0; length < jpeg.length; length += 1) {
        expect(decodeShrunken(loops, jpeg.slice(0, length), 1)).toBeNull();
      }
    }
  });

  test('inks', async () => {
    const jpeg = await sharp(originalFor(0)).resize(64).toColourspace('cmyk').jpeg().toBuffer();
    expect(decodeShrunken(loops, jpeg, 1)).toBeNull();
  });

  test('colours that are not YCbCr', async () => {
    const { pixels, ...shape } = await photo(3, { width: 64, height: 64 });
    const jpeg = oracle.encode(pixels, shape, { Q: 80 });
    const adobe = Uint8Array.of(0xff, 0xee, 0, 14, ...new TextEncoder().encode('Adobe'), 0, 100, 0, 0, 0, 0, 0);
    const before = jpeg.subarray(0, 2);
    expect(decodeShrunken(loops, Uint8Array.of(...before, ...adobe, ...jpeg.subarray(2)), 1)).toBeNull();
    adobe[15] = 1;
    expect(decodeShrunken(loops, Uint8Array.of(...before, ...adobe, ...jpeg.subarray(2)), 1)).not.toBeNull();
  });

  test('a picture of more pixels than the limit, before any room is made for it', async () => {
    const { pixels, ...shape } = await photo(3, { width: 64, height: 64 });
    const jpeg = Uint8Array.from(oracle.encode(pixels, shape, { Q: 80 }));
    const frame = jpeg.findIndex((byte, index) => byte === 0xff && jpeg[index + 1] === 0xc0);
    const side = 8 * Math.sqrt(quickJpegLimitPixels);
    const claim = (width: number, height: number) => {
      new DataView(jpeg.buffer).setUint16(frame + 5, height);
      new DataView(jpeg.buffer).setUint16(frame + 7, width);
      const rooms: number[] = [];
      const counting = { ...loops, room: (byteLength: number) => rooms.push(byteLength) };
      expect(decodeShrunken(counting, jpeg, 1)).toBeNull();
      return rooms.length;
    };
    expect(claim(side, side + 1)).toBe(0);
    expect(claim(side, side)).toBeGreaterThan(0);
  });

  test('a file of more bytes than the limit', () => {
    expect(decodeShrunken(loops, new Uint8Array(quickJpegLimitBytes + 1), 1)).toBeNull();
  });
});

test('damaged files are drawn or left to others, and nothing else happens', async () => {
  const { pixels, ...shape } = await photo(3, { width: 60, height: 40 });
  const random = createRandom(1);
  const sound = [false, true].map((interlace) =>
    oracle.encode(pixels, shape, { Q: 80, interlace, restart_interval: 5 }),
  );
  let drawn = 0;
  for (let index = 0; index < 1500; index += 1) {
    const jpeg = Uint8Array.from(sound[index % 2] as Uint8Array);
    for (let hit = 0; hit <= index % 4; hit += 1) jpeg[2 + Math.floor(random() * (jpeg.length - 2))] = random() * 256;
    const shrunken = decodeShrunken(loops, jpeg, index % 3 === 0 ? 2 : 1);
    if (shrunken !== null) drawn += 1;
  }
  expect(drawn).toBeGreaterThan(100);
  expect(drawn).toBeLessThan(1400);
});

function worstDifference(shrunken: Shrunken | null, expected: Oracle): number {
  return Math.max(...differences(shrunken, expected));
}

function meanDifference(shrunken: Shrunken | null, expected: Oracle): number {
  const all = differences(shrunken, expected);
  return all.reduce((sum, difference) => sum + difference, 0) / all.length;
}

/** Over all channels of what both have; ours has a fourth byte in every pixel. */
function differences(shrunken: Shrunken | null, { pixels, width, height }: Oracle): number[] {
  if (shrunken === null) throw new Error('not drawn');
  const found: number[] = [];
  for (let index = 0; index < width * height; index += 1) {
    const ours = (Math.floor(index / width) * shrunken.width + (index % width)) * 4;
    for (let band = 0; band < 3; band += 1) {
      found.push(Math.abs((pixels[index * 3 + band] ?? 0) - (shrunken.pixels[ours + band] ?? 0)));
    }
  }
  return found;
}
