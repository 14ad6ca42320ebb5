// AssemblyScript: rows of pixels become the means of boxes, columns first, and then pixels of four bytes.
//
// Transparent colours count as much as they can be seen: those of a pixel are weighed with its alpha.

/** How samples lie in a row that is added. */
export const grey: u32 = 0;
export const rgb: u32 = 1;
/** Four bytes a pixel, the last of which means nothing. */
export const rgbx: u32 = 2;
export const rgba: u32 = 3;

let kind: u32 = grey;
let width: usize = 0;
let boxWidth: usize = 1;
let boxHeight: usize = 1;
let sums: usize = 0;
let target: usize = 0;
let rows: usize = 0;
let opaque: bool = true;

/**
 * @param columnSums room for 2 bytes a sample, 16 a pixel of RGBA, and 64 bytes more
 * @param pixels where the means go, 4 bytes each, and room for 32 bytes more
 */
export function beginMeans(
  layout: u32,
  rowPixels: usize,
  acrossBox: usize,
  downBox: usize,
  columnSums: usize,
  pixels: usize,
): void {
  kind = layout;
  width = rowPixels;
  boxWidth = acrossBox;
  boxHeight = downBox;
  sums = columnSums;
  target = pixels;
  rows = 0;
  opaque = true;
}

/** Whether no pixel so far can be seen through. */
export function isOpaque(): bool {
  return opaque;
}

export function addRow(row: usize): void {
  if (boxWidth === 1 && boxHeight === 1) {
    copyRow(row);
    return;
  }
  if (kind === rgba) addWeighed(row);
  else addPlain(row, kind === grey ? width : kind === rgb ? width * 3 : width * 4);
  rows += 1;
  if (rows === boxHeight) endBoxes();
}

/** The last boxes may have fewer rows. */
export function endMeans(): void {
  if (rows > 0) endBoxes();
}

/** 256 rows of 255 are what 16 bits hold. */
function addPlain(row: usize, samples: usize): void {
  const isFirst = rows === 0;
  for (let at: usize = 0; at < samples; at += 16) {
    const bytes = v128.load(row + at);
    const place = sums + (at << 1);
    const low = i16x8.extend_low_i8x16_u(bytes);
    const high = i16x8.extend_high_i8x16_u(bytes);
    v128.store(place, isFirst ? low : i16x8.add(low, v128.load(place)));
    v128.store(place, isFirst ? high : i16x8.add(high, v128.load(place, 16)), 16);
  }
}

/** Colours times alpha, and alpha itself, 32 bits each. */
function addWeighed(row: usize): void {
  if (rows === 0) memory.fill(sums, 0, width << 4);
  const one = i16x8(0, 0, 0, 1, 0, 0, 0, 1);
  const colours = i16x8(-1, -1, -1, 0, -1, -1, -1, 0);
  for (let x: usize = 0; x < width; x += 2) {
    const pixels = v128.load_ext<u8>(row + (x << 2));
    const alphas = v128.shuffle<i16>(pixels, pixels, 3, 3, 3, 3, 7, 7, 7, 7);
    const weighed = i16x8.mul(pixels, v128.or(v128.and(alphas, colours), one));
    const place = sums + (x << 4);
    v128.store(place, i32x4.add(v128.load(place), i32x4.extend_low_i16x8_u(weighed)));
    v128.store(place, i32x4.add(v128.load(place, 16), i32x4.extend_high_i16x8_u(weighed)), 16);
  }
}

function endBoxes(): void {
  for (let x: usize = 0; x < width; x += boxWidth) {
    const end = min(x + boxWidth, width);
    const part = 1 / <f64>((end - x) * rows);
    if (kind === rgba) endWeighed(x, end, part);
    else if (kind === grey) endGrey(x, end, part);
    else endColour(x, end, part, kind === rgb ? 3 : 4);
    target += 4;
  }
  rows = 0;
}

function endGrey(x: usize, end: usize, part: f64): void {
  let sum: u32 = 0;
  for (; x < end; x++) sum += load<u16>(sums + (x << 1));
  store<u32>(target, 0xff000000 | (toByte(<f64>sum * part) * 0x010101));
}

function endColour(x: usize, end: usize, part: f64, step: usize): void {
  let red: u32 = 0;
  let green: u32 = 0;
  let blue: u32 = 0;
  const last = sums + ((end * step) << 1);
  for (let place = sums + ((x * step) << 1); place < last; place += step << 1) {
    red += load<u16>(place);
    green += load<u16>(place, 2);
    blue += load<u16>(place, 4);
  }
  store<u32>(target, 0xff000000 | toColour(<f64>red * part, <f64>green * part, <f64>blue * part));
}

function endWeighed(x: usize, end: usize, part: f64): void {
  let all = i32x4.splat(0);
  for (; x < end; x++) all = i32x4.add(all, v128.load(sums + (x << 4)));
  const weight = <f64>(<u32>i32x4.extract_lane(all, 3));
  const alpha = toByte(weight * part);
  if (alpha !== 255) opaque = false;
  const scale: f64 = weight > 0 ? 1 / weight : 0;
  const red = <f64>(<u32>i32x4.extract_lane(all, 0)) * scale;
  const green = <f64>(<u32>i32x4.extract_lane(all, 1)) * scale;
  const blue = <f64>(<u32>i32x4.extract_lane(all, 2)) * scale;
  store<u32>(target, (alpha << 24) | toColour(red, green, blue));
}

function toColour(red: f64, green: f64, blue: f64): u32 {
  return toByte(red) | (toByte(green) << 8) | (toByte(blue) << 16);
}

function toByte(value: f64): u32 {
  return <u32>(value + 0.5);
}

/** Boxes of one pixel. */
function copyRow(row: usize): void {
  const alpha = i32x4.splat(0xff000000);
  if (kind === rgba) {
    memory.copy(target, row, width << 2);
    let all = i32x4.splat(-1);
    let x: usize = 0;
    for (; x + 4 <= width; x += 4) all = v128.and(all, v128.load(row + (x << 2)));
    for (; x < width; x++) all = v128.and(all, v128.load32_splat(row + (x << 2)));
    if (!i32x4.all_true(i32x4.eq(v128.and(all, alpha), alpha))) opaque = false;
  } else if (kind === rgbx) {
    for (let x: usize = 0; x < width; x += 4) store4(x, v128.load(row + (x << 2)), alpha);
  } else if (kind === rgb) {
    for (let x: usize = 0; x < width; x += 4) {
      const bytes = v128.load(row + x * 3);
      store4(x, i8x16.shuffle(bytes, bytes, 0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11), alpha);
    }
  } else {
    for (let x: usize = 0; x < width; x += 4) {
      const bytes = v128.load32_zero(row + x);
      store4(x, i8x16.shuffle(bytes, bytes, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3), alpha);
    }
  }
  target += width << 2;
}

function store4(x: usize, pixels: v128, alpha: v128): void {
  v128.store(target + (x << 2), v128.or(pixels, alpha));
}
