import { type Coding, optimise, toCodes } from './coding.ts';
import type { Loops } from './loops.ts';
import type { PlanarPicture } from './picture.ts';
import { aanScales, quantisersFor } from './quantisers.ts';
import { zigzag } from './zigzag.ts';

/**
 * A baseline JPEG with Huffman tables of its own, as libjpeg-turbo makes it when asked to optimise, and nothing in it but
 * the picture. Transformed in floating point: a little nearer to the truth than libjpeg's whole numbers.
 * @param quality 1–100, on libjpeg's scale
 */
export function encodeJpeg(loops: Loops, picture: PlanarPicture, quality: number): ArrayBuffer {
  const forget = loops.bookmark();
  const quantisers = quantisersFor(quality).slice(0, picture.planes.length);
  const { tokens, end, counts } = tokenise(loops, picture, quantisers);
  const codings = quantisers.flatMap((_, index) => [optimise(counts(2 * index)), optimise(counts(2 * index + 1))]);
  const codes = new Uint32Array(4 * 256);
  codings.forEach((coding, index) => {
    codes.set(toCodes(coding), index * 256);
  });
  const codesAt = loops.put(codes);
  // A token has 27 bits at most, and every byte of it may need another.
  const target = loops.room(2 * (end - tokens) + 64);
  const scanBytes = loops.emit(tokens, end, codesAt, target) - target;
  const before = toHeader(picture, quantisers, codings);
  const file = new Uint8Array(before.length + scanBytes + 2);
  file.set(before);
  file.set(loops.view(target, scanBytes), before.length);
  file.set([0xff, 0xd9], before.length + scanBytes);
  forget();
  return file.buffer;
}

/** All blocks as tokens, and how often each symbol of each of the four tables is in them. */
function tokenise(loops: Loops, { planes }: PlanarPicture, quantisers: readonly Uint8Array[]) {
  const scales = quantisers.map((quantiser) => loops.put(aanScales(quantiser)));
  const [luma] = planes;
  const chroma = planes[1] ?? luma;
  if (luma === undefined || chroma === undefined) throw new Error('a picture without planes');
  const [across, down] = [luma.width / chroma.width, luma.height / chroma.height];
  // `Part` in `code.as.ts`, field by field.
  const parts = planes.flatMap(({ samples, width }, index) => {
    const blocks = index === 0 ? [across, down] : [1, 1];
    const table = index === 0 ? 0 : 1;
    return [samples, width, ...blocks, scales[table] ?? 0, 2 * table, 0];
  });
  const partsAt = loops.put(Uint32Array.from(parts));
  const order = loops.put(Uint16Array.from(zigzag, (natural) => 2 * ((natural & 7) * 8 + (natural >> 3))));
  loops.prepare(order, loops.room(64 * 4 + 64 * 2));
  const countsAt = loops.put(new Uint32Array(4 * 256));
  const columns = chroma.width / 8;
  const blocks = columns * (across * down + planes.length - 1);
  const rowBytes = blocks * 64 * 4;
  const tokens = loops.room(0);
  let end = tokens;
  let roomEnd = tokens;
  for (let row = 0; row < chroma.height / 8; row += 1) {
    // Room follows room; far less is needed than would have to be kept free for the worst picture.
    while (roomEnd < end + rowBytes) roomEnd = loops.room(rowBytes) + rowBytes;
    end = loops.tokenise(columns, partsAt, planes.length, countsAt, end);
  }
  const counts = (table: number) => new Uint32Array(loops.view(countsAt + table * 1024, 1024).slice().buffer);
  return { tokens, end, counts };
}

/** Everything before the entropy-coded bytes. */
function toHeader(
  { planes, width, height }: PlanarPicture,
  quantisers: readonly Uint8Array[],
  codings: readonly Coding[],
): Uint8Array {
  const [luma] = planes;
  const chroma = planes[1] ?? luma;
  const sampling = ((luma?.width ?? 0) / (chroma?.width ?? 1)) * 16 + (luma?.height ?? 0) / (chroma?.height ?? 1);
  const components = planes.flatMap((_, index) => (index === 0 ? [1, sampling, 0] : [index + 1, 0x11, 1]));
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  const tables = codings.map(({ counts, symbols }, index) =>
    // Class in the upper four bits: 0 for DC, 1 for AC.
    segment(0xc4, [((index & 1) << 4) | (index >> 1), ...counts, ...symbols]),
  );
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, [...new TextEncoder().encode('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...quantisers.flatMap((quantiser, index) => segment(0xdb, [index, ...zigzag.map((at) => quantiser[at] ?? 1)])),
    ...segment(0xc0, [8, ...size, planes.length, ...components]),
    ...tables.flat(),
    ...segment(0xda, [planes.length, ...planes.flatMap((_, index) => [index + 1, index === 0 ? 0 : 0x11]), 0, 63, 0]),
  ]);
}

function segment(marker: number, body: readonly number[]): number[] {
  const length = body.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...body];
}
