// AssemblyScript: from the lowest coefficients of a block to its samples.

// biome-ignore lint/style/useImportType: AssemblyScript knows no imports of types
import { Block } from './block.as';

export function sample(value: i32): u8 {
  return <u8>max<i32>(0, min<i32>(255, value + 128));
}

/** The inverse transform of the lowest coefficients: a block of 8 × 8 shrunk to 1 × 1, 2 × 2 or 4 × 4. */
export function draw(block: Block, dc: i32, coefficients: usize): void {
  const target = block.target;
  if (block.side === 1) {
    store<u8>(target, sample((dc * <i32>load<u16>(block.quantisers) + 4) >> 3));
  } else if (block.side === 2) {
    const a = load<i32>(coefficients) + 4;
    const b = load<i32>(coefficients, 16);
    const c = load<i32>(coefficients, 4);
    const d = load<i32>(coefficients, 20);
    store<u8>(target, sample((a + b + c + d) >> 3));
    store<u8>(target, sample((a - b + c - d) >> 3), 1);
    store<u8>(target + block.stride, sample((a + b - c - d) >> 3));
    store<u8>(target + block.stride, sample((a - b - c + d) >> 3), 1);
  } else {
    drawFour(target, block.stride, coefficients);
  }
}

/** cos(π/8)/2 and sin(π/8)/2 and √(1/8), times 2048: 4-point inverse DCT of the lower half of an 8-point one. */
const cosine: i32 = 946;
const sine: i32 = 392;
const root: i32 = 724;

function drawFour(target: usize, stride: usize, coefficients: usize): void {
  let a = v128.load(coefficients);
  let b = v128.load(coefficients, 16);
  let c = v128.load(coefficients, 32);
  let d = v128.load(coefficients, 48);
  const before = i32x4.splat(128);
  let even = i32x4.mul(i32x4.add(a, c), i32x4.splat(root));
  let odd = i32x4.mul(i32x4.sub(a, c), i32x4.splat(root));
  let high = i32x4.add(i32x4.mul(b, i32x4.splat(cosine)), i32x4.mul(d, i32x4.splat(sine)));
  let low = i32x4.sub(i32x4.mul(b, i32x4.splat(sine)), i32x4.mul(d, i32x4.splat(cosine)));
  even = i32x4.add(even, before);
  odd = i32x4.add(odd, before);
  a = i32x4.shr_s(i32x4.add(even, high), 8);
  b = i32x4.shr_s(i32x4.add(odd, low), 8);
  c = i32x4.shr_s(i32x4.sub(odd, low), 8);
  d = i32x4.shr_s(i32x4.sub(even, high), 8);
  // Upright again.
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const ba = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const dc = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  a = v128.shuffle<i64>(ab, cd, 0, 2);
  b = v128.shuffle<i64>(ab, cd, 1, 3);
  c = v128.shuffle<i64>(ba, dc, 0, 2);
  d = v128.shuffle<i64>(ba, dc, 1, 3);
  // Half a step of rounding, and the 128 that samples lie above coefficients.
  const after = i32x4.splat(8192 + (128 << 14));
  even = i32x4.add(i32x4.mul(i32x4.add(a, c), i32x4.splat(root)), after);
  odd = i32x4.add(i32x4.mul(i32x4.sub(a, c), i32x4.splat(root)), after);
  high = i32x4.add(i32x4.mul(b, i32x4.splat(cosine)), i32x4.mul(d, i32x4.splat(sine)));
  low = i32x4.sub(i32x4.mul(b, i32x4.splat(sine)), i32x4.mul(d, i32x4.splat(cosine)));
  const upper = i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(even, high), 14), i32x4.shr_s(i32x4.add(odd, low), 14));
  const lower = i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.sub(odd, low), 14), i32x4.shr_s(i32x4.sub(even, high), 14));
  const samples = i8x16.narrow_i16x8_u(upper, lower);
  v128.store_lane<u32>(target, samples, 0);
  v128.store_lane<u32>(target + stride, samples, 1);
  v128.store_lane<u32>(target + 2 * stride, samples, 2);
  v128.store_lane<u32>(target + 3 * stride, samples, 3);
}
