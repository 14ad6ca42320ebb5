import { deflateSync, type ZlibOptions } from 'node:zlib';
import sharp from 'sharp';
import type { Size } from '../../../src/core/geometry.ts';
import { pngSignature, toChunk, toHeader } from '../../fixtures/bytes/png.ts';

export const colourTypes = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgba: 6 };

/** Rows of samples as PNG stores them, and how they are to be packed. */
export interface Specimen extends Size {
  colour: keyof typeof colourTypes;
  depth: number;
  /** Row after row, without filter bytes. */
  rows: Uint8Array;
  /** The filter of each row; none if left out. */
  filterOf?: (row: number) => number;
  deflate?: ZlibOptions;
  /** What is done to the deflated bytes before their chunks are made. */
  spoil?: (deflated: Buffer) => Uint8Array;
  /** Bytes of an IDAT chunk. */
  chunkBytes?: number;
  /** Whole chunks between IHDR and the pixels. */
  before?: readonly Uint8Array[];
}

const samples = { grey: 1, rgb: 3, palette: 1, greyAlpha: 2, rgba: 4 };

export function rowBytes({ width, colour, depth }: Pick<Specimen, 'width' | 'colour' | 'depth'>): number {
  return Math.ceil((width * samples[colour] * depth) / 8);
}

export function toFile(specimen: Specimen): Buffer {
  const { width, height, colour, depth, before = [] } = specimen;
  const deflated = deflateSync(filterRows(specimen), specimen.deflate);
  const data = specimen.spoil?.(deflated) ?? deflated;
  const chunkBytes = specimen.chunkBytes ?? data.length;
  const chunks = Array.from({ length: Math.ceil(data.length / chunkBytes) }, (_, index) =>
    toChunk('IDAT', data.subarray(index * chunkBytes, (index + 1) * chunkBytes)),
  );
  const header = toHeader({ width, height, depth, colourType: colourTypes[colour] });
  return Buffer.concat([pngSignature, header, ...before, ...chunks, toChunk('IEND')]);
}

/** W3C PNG section 9.2, as it stands there. */
function filterRows(specimen: Specimen): Buffer {
  const { height, rows, filterOf = () => 0 } = specimen;
  const length = rowBytes(specimen);
  const step = Math.max(1, (samples[specimen.colour] * specimen.depth) >> 3);
  const filtered = Buffer.alloc((length + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const type = filterOf(y);
    filtered[y * (length + 1)] = type;
    for (let x = 0; x < length; x += 1) {
      const at = (column: number, row: number) => (column < 0 || row < 0 ? 0 : (rows[row * length + column] ?? 0));
      const prediction = predict(type, at(x - step, y), at(x, y - 1), at(x - step, y - 1));
      filtered[y * (length + 1) + 1 + x] = at(x, y) - prediction;
    }
  }
  return filtered;
}

function predict(type: number, left: number, above: number, corner: number): number {
  if (type === 4) {
    const guess = left + above - corner;
    const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
    if (a <= b && a <= c) return left;
    return b <= c ? above : corner;
  }
  return [0, left, above, (left + above) >> 1][type] ?? 0;
}

/** Pixels of four bytes. */
export interface Rgba extends Size {
  pixels: Uint8Array;
}

/** Decoded by libpng, which refuses what is damaged. */
export async function reference(file: Uint8Array): Promise<Rgba> {
  const image = sharp(file, { failOn: 'error' }).toColourspace('srgb').ensureAlpha();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

/** What `decodeBoxes` should make of these pixels, the slow way: means, colours weighed with alpha. */
export function averageBoxes({ width, height, pixels }: Rgba, box: Size): Rgba {
  const means: number[] = [];
  for (let top = 0; top < height; top += box.height) {
    for (let left = 0; left < width; left += box.width) {
      const sums = [0, 0, 0, 0];
      let count = 0;
      for (let y = top; y < Math.min(height, top + box.height); y += 1) {
        for (let x = left; x < Math.min(width, left + box.width); x += 1) {
          const at = (y * width + x) * 4;
          const alpha = pixels[at + 3] ?? 0;
          for (let band = 0; band < 3; band += 1) sums[band] = (sums[band] ?? 0) + alpha * (pixels[at + band] ?? 0);
          sums[3] = (sums[3] ?? 0) + alpha;
          count += 1;
        }
      }
      const [red = 0, green = 0, blue = 0, alpha = 0] = sums;
      means.push(...[red, green, blue].map((sum) => (alpha === 0 ? 0 : sum / alpha)), alpha / count);
    }
  }
  return {
    width: Math.ceil(width / box.width),
    height: Math.ceil(height / box.height),
    pixels: Uint8Array.from(means, Math.round),
  };
}
