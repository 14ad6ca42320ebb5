import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeJpeg } from '../../../src/engine/jpeg/encode.ts';
import { createLoops } from '../../../src/engine/jpeg/loops.ts';
import type { PlanarPicture } from '../../../src/engine/jpeg/picture.ts';
import { originalFor } from '../../photos/photo.ts';
import { startOracle } from './specimens.ts';

const loops = createLoops();
let oracle: Awaited<ReturnType<typeof startOracle>>;
beforeAll(async () => {
  oracle = await startOracle();
});
afterAll(() => oracle.stop());

const size = { width: 176, height: 112 };

async function photo(bands: 1 | 3) {
  const piece = sharp(originalFor(2)).resize({ ...size, fit: 'cover' });
  return new Uint8Array(await (bands === 1 ? piece.greyscale() : piece).raw().toBuffer());
}

/** JFIF's YCbCr, each chroma sample the mean of `side` × `side` pixels. Sizes are whole MCUs already. */
function toPicture(pixels: Uint8Array, bands: 1 | 3, side: 1 | 2): PlanarPicture {
  loops.clear();
  const pixel = (index: number) => Array.from({ length: 3 }, (_, band) => pixels[index * bands + (band % bands)] ?? 0);
  const kinds = [
    { ratio: 1, weights: [0.299, 0.587, 0.114], middle: 0 },
    { ratio: side, weights: [-0.168736, -0.331264, 0.5], middle: 128 },
    { ratio: side, weights: [0.5, -0.418688, -0.081312], middle: 128 },
  ];
  const planes = kinds.slice(0, bands).map(({ ratio, weights, middle }) => {
    const [width, height] = [size.width / ratio, size.height / ratio];
    const samples = Uint8ClampedArray.from({ length: width * height }, (_, at) => {
      let sum = 0;
      for (let part = 0; part < ratio * ratio; part += 1) {
        const x = (at % width) * ratio + (part % ratio);
        const y = Math.floor(at / width) * ratio + Math.floor(part / ratio);
        const colours = pixel(y * size.width + x);
        sum += weights.reduce((total, weight, band) => total + weight * (colours[band] ?? 0), 0);
      }
      return middle + sum / ratio ** 2;
    });
    return { samples: loops.put(new Uint8Array(samples)), width, height, across: width, down: height };
  });
  return { ...size, planes };
}

async function decibels(file: Uint8Array, pixels: Uint8Array, bands: 1 | 3): Promise<number> {
  const decoded = await sharp(file)
    .toColourspace(bands === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
  expect(decoded.length).toBe(pixels.length);
  const squares = pixels.reduce((sum, value, index) => sum + (value - (decoded[index] ?? 0)) ** 2, 0);
  return 10 * Math.log10((255 ** 2 * pixels.length) / squares);
}

describe.each([
  ['chroma at half size', 3, 2, 'on'],
  ['chroma at full size', 3, 1, 'off'],
  ['grey', 1, 1, 'on'],
] as const)('%s', (_, bands, side, subsample_mode) => {
  test.each([1, 10, 50, 80, 95, 100])('quality %i: as near and as small as libjpeg-turbo makes it', async (quality) => {
    const pixels = await photo(bands);
    const ours = new Uint8Array(encodeJpeg(loops, toPicture(pixels, bands, side), quality));
    const options = { Q: quality, subsample_mode, optimize_coding: true, keep: 'none' };
    const theirs = oracle.encode(pixels, { ...size, bands }, options);
    const [our, their] = [await decibels(ours, pixels, bands), await decibels(theirs, pixels, bands)];
    expect(our).toBeGreaterThan(their - 0.05);
    expect(ours.length).toBeLessThan(theirs.length * 1.01 + 20);
  });
});

test('a picture is coded the same whatever was coded before, and leaves no room taken', async () => {
  const picture = toPicture(await photo(3), 3, 2);
  const before = loops.room(0);
  const first = encodeJpeg(loops, picture, 80);
  encodeJpeg(loops, picture, 100);
  expect(new Uint8Array(encodeJpeg(loops, picture, 80))).toEqual(new Uint8Array(first));
  expect(loops.room(0)).toBe(before);
});

test('nothing is in the file but what a picture needs', async () => {
  const file = new DataView(encodeJpeg(loops, toPicture(await photo(3), 3, 2), 80));
  const markers: number[] = [];
  for (let at = 2; file.getUint8(at + 1) !== 0xda; at += 2 + file.getUint16(at + 2)) {
    expect(file.getUint8(at)).toBe(0xff);
    markers.push(file.getUint8(at + 1));
  }
  expect(markers).toEqual([0xe0, 0xdb, 0xdb, 0xc0, 0xc4, 0xc4, 0xc4, 0xc4]);
  expect(file.getUint16(file.byteLength - 2)).toBe(0xffd9);
});
