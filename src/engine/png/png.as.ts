// AssemblyScript: from the compressed bytes of a PNG to a small picture, row by row; the whole is never held. What to do
// with which file is decided in `boxes.ts`.
//
// Compressed bytes arrive in pieces. They are inflated into a window of a few hundred kilobytes, which stays in the
// processor's cache: each row that is whole there is summed up (Adler-32), unfiltered and added to the means of boxes.

import { adler, prepareChecks } from './checks.as';
import { undoFilter } from './filters.as';
import {
  beginInflating,
  continueAt,
  inflate,
  isBroken,
  moveTarget,
  needsInput,
  needsRoom,
  usedTo,
  writtenTo,
} from './inflate.as';
import { addRow, beginMeans, endMeans, grey, isOpaque, rgb, rgba, rgbx } from './means.as';

export { crc } from './checks.as';
export { isOpaque, usedTo };

/** What a pixel of the file is, as `outline.ts` numbers it; 3 is RGBA. */
const fileGrey: u32 = 0;
const fileRgb: u32 = 1;
const fileGreyAlpha: u32 = 2;
const fileIndexed: u32 = 4;
/** With one colour that is transparent: the palette's first. */
const fileKeyedRgb: u32 = 5;

/** How far back DEFLATE may reach. */
const reach: usize = 32_768;
/** How far the inflater may write beyond its room. */
const overrun: usize = 512;

let form: u32 = fileGrey;
let depth: u32 = 8;
let width: usize = 0;
let rowsLeft: usize = 0;
/** Of a row, without the byte that names its filter. */
let rowBytes: usize = 0;
let step: usize = 1;

let windowAt: usize = 0;
let windowEnd: usize = 0;
/** The first row that was not dealt with, and the first byte that was not summed up. */
let rowAt: usize = 0;
let summedTo: usize = 0;
let sum: u32 = 1;

let prior: usize = 0;
let rowA: usize = 0;
let rowB: usize = 0;
/** A row with its indices looked up. */
let pixels: usize = 0;
let palette: usize = 0;
/** The highest index that the palette has an entry for. */
let lastIndex: u32 = 255;
let highestIndex: u32 = 0;

/** To be called once. Returns where memory is free. */
export function prepare(): usize {
  prepareChecks();
  return __heap_base;
}

/**
 * @param depthBits of a sample
 * @param rowLength bytes of a row, without the byte that names its filter
 * @param rooms for two rows and, with 4 bytes a pixel, one more, 64 bytes behind each; two rows of zeros are expected
 */
export function beginRows(
  fileForm: u32,
  depthBits: u32,
  rowPixels: usize,
  rows: usize,
  rowLength: usize,
  rooms: usize,
  paletteAt: usize,
  paletteCount: u32,
): void {
  form = fileForm;
  depth = depthBits;
  width = rowPixels;
  rowsLeft = rows;
  rowBytes = rowLength;
  step = max<usize>(1, rowLength / rowPixels);
  rowA = rooms;
  rowB = rooms + rowLength + 64;
  pixels = rowB + rowLength + 64;
  prior = rowA;
  palette = paletteAt;
  lastIndex = paletteCount - 1;
  highestIndex = 0;
}

/**
 * @param hasAlpha whether the palette has entries that can be seen through
 */
export function beginBoxes(hasAlpha: bool, boxWidth: usize, boxHeight: usize, columnSums: usize, target: usize): void {
  const layout = form === fileGrey ? grey : form === fileRgb ? rgb : form === fileIndexed && !hasAlpha ? rgbx : rgba;
  beginMeans(layout, width, boxWidth, boxHeight, columnSums, target);
}

/**
 * @param source of the first piece, behind the two bytes of zlib's header
 * @param window with room for what DEFLATE reaches back to and at least two rows
 */
export function beginStream(source: usize, window: usize, windowBytes: usize): void {
  windowAt = window;
  windowEnd = window + windowBytes - overrun;
  rowAt = window;
  summedTo = window;
  sum = 1;
  beginInflating(source, window);
}

/**
 * Takes in a piece, as far as it goes.
 * @returns 0: more is needed, `usedTo` says from where on; 1: all rows are there and no bytes too many, and the sum is
 *   `sumOfAll`; -1: the stream is broken
 */
export function proceed(source: usize, end: usize, isFinal: bool): i32 {
  continueAt(source);
  let status = isBroken;
  do {
    status = inflate(end, isFinal, windowAt, windowEnd);
    if (status === isBroken) return -1;
    const written = writtenTo();
    sum = adler(summedTo, written - summedTo, sum);
    summedTo = written;
    if (!takeRows(written)) return -1;
    if (rowsLeft === 0 && rowAt < written) return -1;
    if (status === needsRoom) slide(written);
  } while (status === needsRoom);
  if (status === needsInput) return 0;
  if (rowsLeft > 0 || highestIndex > lastIndex) return -1;
  endMeans();
  return 1;
}

export function sumOfAll(): u32 {
  return sum;
}

function takeRows(written: usize): bool {
  while (rowsLeft > 0 && written - rowAt > rowBytes) {
    const filter: u32 = load<u8>(rowAt);
    if (filter > 4) return false;
    let row = rowAt + 1;
    if (filter > 0) {
      const raw = row;
      row = prior === rowA ? rowB : rowA;
      undoFilter(filter, raw, prior, row, rowBytes, step);
    }
    prior = row;
    addRow(toSamples(row));
    rowAt += 1 + rowBytes;
    rowsLeft -= 1;
  }
  return true;
}

/** Makes room: what no one refers to any more is overwritten. */
function slide(written: usize): void {
  let from = max(windowAt, written - reach);
  from = min(from, rowAt);
  const isPriorHere = prior >= windowAt && prior < written;
  if (isPriorHere) from = min(from, prior);
  const back = from - windowAt;
  memory.copy(windowAt, from, written - from);
  moveTarget(back);
  rowAt -= back;
  summedTo -= back;
  if (isPriorHere) prior -= back;
}

/** The row as `means.as.ts` takes it. */
function toSamples(row: usize): usize {
  if (form === fileGreyAlpha) {
    for (let x: usize = 0; x < width; x++) {
      const grey: u32 = load<u8>(row + (x << 1));
      store<u32>(pixels + (x << 2), (grey * 0x010101) | ((<u32>load<u8>(row + (x << 1), 1)) << 24));
    }
    return pixels;
  }
  if (form === fileKeyedRgb) {
    const key = load<u32>(palette);
    for (let x: usize = 0; x < width; x++) {
      const colour = load<u32>(row + x * 3) & 0xffffff;
      store<u32>(pixels + (x << 2), colour === key ? colour : colour | 0xff000000);
    }
    return pixels;
  }
  if (form !== fileIndexed) return row;
  const mask: u32 = (1 << depth) - 1;
  let highest = highestIndex;
  for (let x: usize = 0; x < width; x++) {
    const bit = <u32>x * depth;
    const index = (<u32>load<u8>(row + (bit >> 3)) >> (8 - depth - (bit & 7))) & mask;
    highest = max(highest, index);
    store<u32>(pixels + (x << 2), load<u32>(palette + (index << 2)));
  }
  highestIndex = highest;
  return pixels;
}
