// AssemblyScript: from luma and chroma to pixels.

/** Eight samples of chroma around 0, times 64; `narrow`: each stands for so many pixels, as a power of 2. */
function chroma(row: usize, x: usize, narrow: u32): v128 {
  let samples: v128;
  if (narrow === 0) {
    samples = v128.load64_zero(row + x);
  } else if (narrow === 1) {
    const four = v128.load32_zero(row + (x >> 1));
    samples = v128.shuffle<i8>(four, four, 0, 0, 1, 1, 2, 2, 3, 3, 0, 0, 1, 1, 2, 2, 3, 3);
  } else {
    const two = v128.load32_zero(row + (x >> 2));
    samples = v128.shuffle<i8>(two, two, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1);
  }
  return i16x8.shl(i16x8.sub(i16x8.extend_low_i8x16_u(samples), i16x8.splat(128)), 6);
}

/**
 * One row of pixels, red, green, blue and 255, from rows of luma and chroma (JFIF's YCbCr), eight at a time: seven more
 * pixels than `width` may be written.
 * @param narrow how often the width of a chroma row is to be doubled, 0–2
 */
export function toPixels(luma: usize, blue: usize, red: usize, narrow: u32, width: u32, target: usize): void {
  const opaque = i16x8.splat(255);
  const half = i16x8.splat(32);
  for (let x: usize = 0; x < <usize>width; x += 8) {
    const y = i16x8.add(i16x8.shl(i16x8.extend_low_i8x16_u(v128.load64_zero(luma + x)), 6), half);
    const cb = chroma(blue, x, narrow);
    const cr = chroma(red, x, narrow);
    // 1.402, 0.344136, 0.714136 and 1.772, of which what is over 1 is added; 32768 is 1.
    const r = i16x8.add(i16x8.add(y, cr), i16x8.q15mulr_sat_s(cr, i16x8.splat(13173)));
    const fromBlue = i16x8.q15mulr_sat_s(cb, i16x8.splat(11277));
    const g = i16x8.sub(i16x8.sub(y, fromBlue), i16x8.q15mulr_sat_s(cr, i16x8.splat(23401)));
    const b = i16x8.add(i16x8.add(y, cb), i16x8.q15mulr_sat_s(cb, i16x8.splat(25297)));
    const redBlue = i8x16.narrow_i16x8_u(i16x8.shr_s(r, 6), i16x8.shr_s(b, 6));
    const greenOpaque = i8x16.narrow_i16x8_u(i16x8.shr_s(g, 6), opaque);
    const redGreen = v128.shuffle<i8>(redBlue, greenOpaque, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const blueOpaque = v128.shuffle<i8>(
      redBlue,
      greenOpaque,
      8,
      24,
      9,
      25,
      10,
      26,
      11,
      27,
      12,
      28,
      13,
      29,
      14,
      30,
      15,
      31,
    );
    v128.store(target + (x << 2), v128.shuffle<i16>(redGreen, blueOpaque, 0, 8, 1, 9, 2, 10, 3, 11));
    v128.store(target + (x << 2), v128.shuffle<i16>(redGreen, blueOpaque, 4, 12, 5, 13, 6, 14, 7, 15), 16);
  }
}
