// AssemblyScript: the five filters of PNG (W3C PNG section 9) undone, pixels of three and four bytes in one vector.

/**
 * Undoes one row's filter, of type 1–4.
 * @param raw the filtered bytes
 * @param prior the row above, undone; zeros above the first
 * @param row where the bytes go; up to 16 more are overwritten
 * @param step bytes from one pixel to the next, 1 where several share a byte
 */
export function undoFilter(type: u32, raw: usize, prior: usize, row: usize, byteLength: usize, step: usize): void {
  if (type === 2) undoUp(raw, prior, row, byteLength);
  else if (step < 3) undoBytes(type, raw, prior, row, byteLength, step);
  else if (type === 1) undoSub(raw, row, byteLength, step);
  else if (type === 3) undoAverage(raw, prior, row, byteLength, step);
  else undoPaeth(raw, prior, row, byteLength, step);
}

function undoUp(raw: usize, prior: usize, row: usize, byteLength: usize): void {
  for (let at: usize = 0; at < byteLength; at += 16) {
    v128.store(row + at, i8x16.add(v128.load(raw + at), v128.load(prior + at)));
  }
}

function undoSub(raw: usize, row: usize, byteLength: usize, step: usize): void {
  let left = i32x4.splat(0);
  for (let at: usize = 0; at < byteLength; at += step) {
    left = i8x16.add(left, v128.load32_zero(raw + at));
    v128.store32_lane(row + at, left, 0);
  }
}

function undoAverage(raw: usize, prior: usize, row: usize, byteLength: usize, step: usize): void {
  const one = i8x16.splat(1);
  let left = i32x4.splat(0);
  for (let at: usize = 0; at < byteLength; at += step) {
    const above = v128.load32_zero(prior + at);
    // The instruction rounds up, the filter down.
    const excess = v128.and(v128.xor(left, above), one);
    left = i8x16.add(v128.load32_zero(raw + at), i8x16.sub(i8x16.avgr_u(left, above), excess));
    v128.store32_lane(row + at, left, 0);
  }
}

function undoPaeth(raw: usize, prior: usize, row: usize, byteLength: usize, step: usize): void {
  const byte = i16x8.splat(255);
  let left = i16x8.splat(0);
  let corner = i16x8.splat(0);
  for (let at: usize = 0; at < byteLength; at += step) {
    const above = v128.load_ext<u8>(prior + at);
    const alongRow = i16x8.sub(above, corner);
    const alongColumn = i16x8.sub(left, corner);
    const both = i16x8.abs(i16x8.add(alongRow, alongColumn));
    const toLeft = i16x8.abs(alongRow);
    const toAbove = i16x8.abs(alongColumn);
    const nearest = i16x8.min_s(both, i16x8.min_s(toLeft, toAbove));
    const other = v128.bitselect(above, corner, i16x8.eq(nearest, toAbove));
    const predicted = v128.bitselect(left, other, i16x8.eq(nearest, toLeft));
    left = v128.and(i16x8.add(v128.load_ext<u8>(raw + at), predicted), byte);
    corner = above;
    v128.store32_lane(row + at, i8x16.narrow_i16x8_u(left, left), 0);
  }
}

function undoBytes(type: u32, raw: usize, prior: usize, row: usize, byteLength: usize, step: usize): void {
  for (let at: usize = 0; at < byteLength; at++) {
    const left: i32 = at < step ? 0 : load<u8>(row + at - step);
    const above: i32 = load<u8>(prior + at);
    const corner: i32 = at < step ? 0 : load<u8>(prior + at - step);
    const predicted = type === 1 ? left : type === 3 ? (left + above) >> 1 : paeth(left, above, corner);
    store<u8>(row + at, <u8>(load<u8>(raw + at) + predicted));
  }
}

function paeth(left: i32, above: i32, corner: i32): i32 {
  const toLeft = abs(above - corner);
  const toAbove = abs(left - corner);
  const toCorner = abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
