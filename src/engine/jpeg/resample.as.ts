// AssemblyScript: Lanczos3 for one plane of bytes, row by row: first down, then across. What they are told is decided in
// `resample.ts`. Weights are i16, 16384 is 1; between the two passes samples keep six bits of their fraction.

/**
 * One row of what comes out, still as long as those of the source: the weighed sum of `taps` rows (an even number).
 * @param weights i16 each
 * @param target i16 each; up to 15 more than `length` are written
 */
export function sumRows(source: usize, stride: usize, taps: u32, weights: usize, length: u32, target: usize): void {
  const half = i32x4.splat(128);
  for (let x: usize = 0; x < <usize>length; x += 16) {
    let first = half;
    let second = half;
    let third = half;
    let fourth = half;
    let row = source + x;
    for (let tap: u32 = 0; tap < taps; tap += 2) {
      const pair = v128.load32_splat(weights + ((<usize>tap) << 1));
      const upper = v128.load(row);
      const lower = v128.load(row + stride);
      row += stride << 1;
      const left = v128.shuffle<i8>(upper, lower, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      const right = v128.shuffle<i8>(upper, lower, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      first = i32x4.add(first, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(left), pair));
      second = i32x4.add(second, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(left), pair));
      third = i32x4.add(third, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(right), pair));
      fourth = i32x4.add(fourth, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(right), pair));
    }
    const at = target + (x << 1);
    v128.store(at, i16x8.narrow_i32x4_s(i32x4.shr_s(first, 8), i32x4.shr_s(second, 8)));
    v128.store(at, i16x8.narrow_i32x4_s(i32x4.shr_s(third, 8), i32x4.shr_s(fourth, 8)), 16);
  }
}

/**
 * The same row as long as it should be: each sample the weighed sum of `taps` of its neighbours (a multiple of eight).
 * @param firsts u32 each: byte offset of the first neighbour; as `weights`, for a `count` rounded up to fours
 * @param step between the samples that are written; negative ones mirror, longer ones turn
 */
export function sumAcross(
  row: usize,
  firsts: usize,
  weights: usize,
  taps: u32,
  count: u32,
  target: usize,
  step: isize,
): void {
  const weightBytes = (<usize>taps) << 1;
  const half = i32x4.splat(1 << 19);
  for (let x: u32 = 0; x < count; x += 4) {
    const a = sumOne(row + load<u32>(firsts), weights, weightBytes);
    const b = sumOne(row + load<u32>(firsts, 4), weights + weightBytes, weightBytes);
    const c = sumOne(row + load<u32>(firsts, 8), weights + 2 * weightBytes, weightBytes);
    const d = sumOne(row + load<u32>(firsts, 12), weights + 3 * weightBytes, weightBytes);
    const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
    const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
    const sums = i32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
    const words = i32x4.shr_s(i32x4.add(sums, half), 20);
    const samples = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(words, words), words);
    v128.store_lane<u8>(target, samples, 0);
    if (x + 1 < count) v128.store_lane<u8>(target + step, samples, 1);
    if (x + 2 < count) v128.store_lane<u8>(target + 2 * step, samples, 2);
    if (x + 3 < count) v128.store_lane<u8>(target + 3 * step, samples, 3);
    target += 4 * step;
    firsts += 16;
    weights += 4 * weightBytes;
  }
}

function sumOne(source: usize, weights: usize, byteLength: usize): v128 {
  let sum = i32x4.dot_i16x8_s(v128.load(source), v128.load(weights));
  for (let at: usize = 16; at < byteLength; at += 16) {
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(source + at), v128.load(weights + at)));
  }
  return sum;
}
