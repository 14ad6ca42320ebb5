import type { Size } from '../../core/geometry.ts';
import type { Loops } from './loops.ts';
import { type Outline, pieceNameCrc, readOutline } from './outline.ts';

/** Pixels that are delivered, at most: 64 MB of memory that never shrinks. */
export const quickPngLimitPixels = 2 ** 24;

/** Pixels of a row: some room is needed for each. */
export const quickPngLimitWidth = 2 ** 18;

/** The sums of a box's column have 16 bits. */
const boxLimit = 256;

/** RGBA, row by row. A view into the decoder's memory: valid until the next picture. */
export interface Boxes extends Size {
  pixels: Uint8Array<ArrayBuffer>;
  /** Whether no pixel can be seen through. */
  isOpaque: boolean;
}

/**
 * How many pixels, in both directions, are averaged to one, so that at least twice as many remain as are needed: libvips
 * does the same before Lanczos3, and what is lost does not show.
 * @param from and to, in stored pixels
 */
export function planBox(from: Size, to: Size): Size {
  const plan = (length: number, needed: number) => Math.min(boxLimit, Math.max(1, Math.floor(length / needed / 2)));
  return { width: plan(from.width, to.width), height: plan(from.height, to.height) };
}

function countBoxes(from: Size, box: Size): Size {
  return { width: Math.ceil(from.width / box.width), height: Math.ceil(from.height / box.height) };
}

/** Whether the decoder has room for a picture of this size in boxes of that one. */
export function fitsBoxes(from: Size, box: Size): boolean {
  const { width, height } = countBoxes(from, box);
  return from.width <= quickPngLimitWidth && width * height <= quickPngLimitPixels;
}

/** Bytes of the file that are inflated in one go. */
const pieceBytes = 2 ** 18;
/** What `inflate.as.ts` reads behind them at most. */
const pieceMargin = 1024;
/** How far back DEFLATE reaches, and how far the inflater may write beyond its room. */
const reachBytes = 32_768 + 1024;

/**
 * Decodes a PNG to the means of boxes, a row at a time: whatever its size, a few hundred kilobytes and the result are all
 * that is in memory. Transparent colours are weighed with their alpha.
 *
 * Takes what nearly all PNGs are: up to 8 bits a sample, not interlaced, whole and sound; every checksum is verified.
 * Neither profiles nor gamma are looked at.
 * @param box pixels that become one; the last boxes may be smaller
 * @returns `null` for anything else, damaged files included: libvips knows better what is the matter with them
 */
export function decodeBoxes(loops: Loops, bytes: Uint8Array, box: Size): Boxes | null {
  const outline = readOutline(bytes);
  if (outline === null || !fitsBoxes(outline, box)) return null;
  const { width, height } = countBoxes(outline, box);
  const rowBytes = Math.ceil((outline.width * outline.pixelBits) / 8);
  const windowBytes = reachBytes + Math.max(2 ** 17, 3 * (rowBytes + 1));
  loops.clear();
  const places = {
    piece: loops.room(pieceBytes + pieceMargin),
    rows: loops.room(2 * (rowBytes + 64) + outline.width * 4 + 64),
    palette: loops.room(1024),
    window: loops.room(windowBytes),
    sums: loops.room(outline.width * 16 + 64),
    target: loops.room(width * height * 4 + 64),
  };
  // What stands above the first row.
  loops.view(places.rows, rowBytes + 64).fill(0);
  loops.view(places.palette, 1024).set(outline.palette);
  const { form, depth, hasAlpha, palette } = outline;
  loops.beginRows(
    form,
    depth,
    outline.width,
    outline.height,
    rowBytes,
    places.rows,
    places.palette,
    palette.length / 4,
  );
  loops.beginBoxes(hasAlpha, box.width, box.height, places.sums, places.target);
  loops.beginStream(places.piece, places.window, windowBytes);
  if (!inflateAll(loops, bytes, outline, places.piece)) return null;
  const pixels = loops.view(places.target, width * height * 4);
  return { pixels, width, height, isOpaque: Boolean(loops.isOpaque()) };
}

/** Gives the loops all compressed bytes; false if these or their checksums are wrong. */
function inflateAll(loops: Loops, bytes: Uint8Array, { pieces }: Outline, at: number): boolean {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const room = loops.view(at, pieceBytes);
  let left = pieces.reduce((sum, { from, to }) => sum + to - from, 0);
  let isBegun = false;
  let isDone = false;
  let filled = 0;
  for (const { from, to } of pieces) {
    let crc = pieceNameCrc;
    for (let taken = from; taken < to; ) {
      const part = bytes.subarray(taken, Math.min(to, taken + pieceBytes - filled));
      room.set(part, filled);
      crc = loops.crc(at + filled, part.length, crc);
      filled += part.length;
      taken += part.length;
      left -= part.length;
      if (filled < pieceBytes && left > 0) continue;
      if (isDone || (!isBegun && !isZlib(room))) return false;
      const status = loops.proceed(at + (isBegun ? 0 : 2), at + filled, left === 0);
      const used = loops.usedTo() - at;
      if (status < 0 || used > filled) return false;
      isBegun = true;
      isDone = status === 1;
      room.copyWithin(0, used, filled);
      filled -= used;
    }
    if (crc >>> 0 !== file.getUint32(to)) return false;
  }
  const sum = new DataView(room.buffer, at, 4).getUint32(0);
  return isDone && filled === 4 && sum === loops.sumOfAll() >>> 0;
}

/** RFC 1950: DEFLATE, a window of 32 KB at most, no dictionary. */
function isZlib([method = 0, flags = 0]: Uint8Array): boolean {
  return (method & 15) === 8 && method >> 4 <= 7 && (flags & 32) === 0 && (method * 256 + flags) % 31 === 0;
}
