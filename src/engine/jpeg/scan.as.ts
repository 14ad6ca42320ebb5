// AssemblyScript: the loops that see every bit of a JPEG. What they are told is decided in `shrunken.ts`.
//
// A thumbnail needs few of a photo's coefficients, so the entropy decoder is all of the work. Four things make this one
// about twice as fast as libjpeg-turbo's: byte stuffing is removed beforehand, 16 bytes at a time, so that a refill is
// one load; most coefficients are read with their value in one look at a table, which took a quarter off at 1/2; those
// that nobody needs are skipped several at once, by a table of what any 13 bits begin with; and of those that are needed
// only the n × n lowest are transformed.
//
// Nothing here can be wrong about a file without saying so: a code that does not exist, a block too long or a stream too
// short is a negative answer, and another decoder is asked.

/** Bits that index a skip table. */
const skipBits: u64 = 13;

/** Bits that index the small part of a Huffman table, which stays in the nearest cache; few codes are longer. */
const shortBits: u64 = 10;
const shortBytes: usize = 2048;

/** The code that the bits begin with: `symbol << 8 | length`, 0 if there is none. */
function look(table: usize, bits: u64): u32 {
  const entry = <u32>load<u16>(table + ((<usize>(bits >> (64 - shortBits))) << 1));
  return entry !== 0 ? entry : <u32>load<u16>(table + shortBytes + ((<usize>(bits >> 48)) << 1));
}

/** Where `unstuff` stopped reading: at the first byte of a marker, or at the end. */
let stop: usize = 0;

export function stoppedAt(): usize {
  return stop;
}

/** Copies entropy-coded bytes without their stuffing until a marker. Returns the end of the copy. */
export function unstuff(source: usize, end: usize, target: usize): usize {
  const marker = i8x16.splat(-1);
  while (source + 16 <= end) {
    const bytes = v128.load(source);
    v128.store(target, bytes);
    const found = i8x16.bitmask(i8x16.eq(bytes, marker));
    const clean: usize = found === 0 ? 16 : <usize>ctz(found);
    source += clean;
    target += clean;
    if (clean === 16) continue;
    if (source + 1 >= end || load<u8>(source, 1) !== 0) {
      stop = source;
      return target;
    }
    source += 2;
    target += 1;
  }
  while (source < end) {
    const byte = load<u8>(source);
    store<u8>(target, byte);
    if (byte === 0xff && (source + 1 >= end || load<u8>(source, 1) !== 0)) break;
    source += byte === 0xff ? 2 : 1;
    target += 1;
  }
  stop = source;
  return target;
}

/** One block of an MCU, as `shrunken.ts` lays it out. */
@unmanaged
class Block {
  /**
   * Huffman tables: 1,024 and 65,536 × u16 for `look`; whole coefficients: 1,024 × i32 of `value << 16 | run << 8 | bits`;
   * skip table: 8,192 × u16 of `advance << 7 | end << 6 | bits`.
   */
  dc: usize;
  ac: usize;
  whole: usize;
  skip: usize;
  /** Index of the component's prediction. */
  component: u32;
  /** Side of the block when it is transformed: 1, 2 or 4. */
  side: u32;
  /** Last coefficient that is needed, in zigzag order. */
  last: u32;
  /** 64 × u16 quantisers, and 64 × u8 places in a 4 × 4 block that lies on its side, 16 for those not in it; in zigzag order. */
  quantisers: usize;
  places: usize;
  /** Where its samples go: u8 each. */
  target: usize;
  stride: usize;
  /** To the same block of the next MCU, and what is added at the end of a row of MCUs. */
  step: usize;
  rowStep: usize;
}

/** The MCU's column, which restarts do not begin anew. */
let column: u32 = 0;

export function rewind(): void {
  column = 0;
}

/**
 * Decodes MCUs into samples.
 * @param end of the stream, behind which 64 bytes are readable
 * @param predictions one i32 for each component
 * @param coefficients 17 × i32 to work with
 * @returns bytes of the stream that were used, -1 if it is damaged or ends too soon
 */
export function scan(
  stream: usize,
  end: usize,
  mcus: u32,
  columns: u32,
  blocks: usize,
  blockCount: u32,
  predictions: usize,
  coefficients: usize,
): isize {
  let next = stream;
  /** The bits to come, from the top; `ready` of them are real. */
  let bits: u64 = 0;
  let ready: i32 = 0;
  for (let mcu: u32 = 0; mcu < mcus; mcu++) {
    if (next > end + 8) return -1;
    for (let index: u32 = 0; index < blockCount; index++) {
      const block = changetype<Block>(blocks + <usize>index * offsetof<Block>());
      if (ready < 32) {
        bits |= (<u64>bswap<u32>(load<u32>(next))) << (32 - ready);
        next += 4;
        ready += 32;
      }
      let entry: u32 = look(block.dc, bits);
      let length: u32 = entry & 255;
      let size: u32 = entry >> 8;
      if (length === 0 || size > 11) return -1;
      bits <<= length;
      ready -= length;
      const prediction = predictions + ((<usize>block.component) << 2);
      let value: i32 = load<i32>(prediction);
      if (size !== 0) {
        value += extend(<u32>(bits >> (64 - size)), size);
        bits <<= size;
        ready -= size;
        store<i32>(prediction, value);
      }
      const last = block.last;
      const ac = block.ac;
      let at: u32 = 1;
      if (last > 0) {
        clear(coefficients);
        store<i32>(coefficients, value * <i32>load<u16>(block.quantisers));
        while (at <= last) {
          if (ready < 32) {
            bits |= (<u64>bswap<u32>(load<u32>(next))) << (32 - ready);
            next += 4;
            ready += 32;
          }
          const whole = load<i32>(block.whole + ((<usize>(bits >> (64 - shortBits))) << 2));
          if (whole !== 0) {
            at += (<u32>whole >> 8) & 15;
            if (at > 63) return -1;
            const place = <usize>load<u8>(block.places + at);
            const quantiser = <i32>load<u16>(block.quantisers + ((<usize>at) << 1));
            store<i32>(coefficients + (place << 2), (whole >> 16) * quantiser);
            bits <<= whole & 255;
            ready -= whole & 255;
            at += 1;
            continue;
          }
          entry = look(ac, bits);
          length = entry & 255;
          if (length === 0) return -1;
          bits <<= length;
          ready -= length;
          size = (entry >> 8) & 15;
          const run = entry >> 12;
          if (size === 0) {
            at = run === 15 ? at + 16 : 64;
            continue;
          }
          at += run;
          if (at > 63) return -1;
          const place = <usize>load<u8>(block.places + at);
          const level = extend(<u32>(bits >> (64 - size)), size);
          store<i32>(coefficients + (place << 2), level * <i32>load<u16>(block.quantisers + ((<usize>at) << 1)));
          bits <<= size;
          ready -= size;
          at += 1;
        }
      }
      const skip = block.skip;
      while (at < 64) {
        if (ready < 32) {
          bits |= (<u64>bswap<u32>(load<u32>(next))) << (32 - ready);
          next += 4;
          ready += 32;
        }
        entry = load<u16>(skip + ((<usize>(bits >> (64 - skipBits))) << 1));
        const reached = at + (entry >> 7);
        // Within the block it does not matter how many coefficients there were; its last ones are looked at singly.
        if (reached < 64 && entry !== 0) {
          bits <<= entry & 63;
          ready -= entry & 63;
          at = reached;
          if ((entry & 64) !== 0) break;
          continue;
        }
        entry = look(ac, bits);
        length = entry & 255;
        if (length === 0) return -1;
        size = (entry >> 8) & 15;
        bits <<= length + size;
        ready -= length + size;
        const run = entry >> 12;
        if (size === 0 && run < 15) break;
        at += run + 1;
        if (at > 64) return -1;
      }
      draw(block, value, coefficients);
      block.target += block.step;
    }
    nextColumn(columns, blocks, blockCount);
  }
  const used = <isize>(next - stream) - (ready >> 3);
  return used > <isize>(end - stream) ? -1 : used;
}

/** T.81 F.2.2.1: the sign is in the first bit, and there is no zero. */
function extend(value: u32, size: u32): i32 {
  return value < (<u32>1) << (size - 1) ? <i32>value + 1 - (1 << size) : <i32>value;
}

function clear(coefficients: usize): void {
  const zero = i32x4.splat(0);
  v128.store(coefficients, zero);
  v128.store(coefficients, zero, 16);
  v128.store(coefficients, zero, 32);
  v128.store(coefficients, zero, 48);
}

function sample(value: i32): u8 {
  return <u8>max<i32>(0, min<i32>(255, value + 128));
}

/** The inverse transform of the lowest coefficients: a block of 8 × 8 shrunk to 1 × 1, 2 × 2 or 4 × 4. */
function draw(block: Block, dc: i32, coefficients: usize): void {
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

/**
 * The first scan of a progressive file: of every block its lowest coefficient, as i16, without its lowest bits.
 * Blocks are as for `scan`; their samples are two bytes wide.
 */
export function scanLowest(
  stream: usize,
  end: usize,
  mcus: u32,
  columns: u32,
  blocks: usize,
  blockCount: u32,
  predictions: usize,
  shift: u32,
): isize {
  let next = stream;
  let bits: u64 = 0;
  let ready: i32 = 0;
  for (let mcu: u32 = 0; mcu < mcus; mcu++) {
    if (next > end + 8) return -1;
    for (let index: u32 = 0; index < blockCount; index++) {
      const block = changetype<Block>(blocks + <usize>index * offsetof<Block>());
      if (ready < 32) {
        bits |= (<u64>bswap<u32>(load<u32>(next))) << (32 - ready);
        next += 4;
        ready += 32;
      }
      const entry: u32 = look(block.dc, bits);
      const length: u32 = entry & 255;
      const size: u32 = entry >> 8;
      if (length === 0 || size > 11) return -1;
      bits <<= length;
      ready -= length;
      const prediction = predictions + ((<usize>block.component) << 2);
      let value: i32 = load<i32>(prediction);
      if (size !== 0) {
        value += extend(<u32>(bits >> (64 - size)), size);
        bits <<= size;
        ready -= size;
        store<i32>(prediction, value);
      }
      store<i16>(block.target, <i16>(value << shift));
      block.target += block.step;
    }
    nextColumn(columns, blocks, blockCount);
  }
  const used = <isize>(next - stream) - (ready >> 3);
  return used > <isize>(end - stream) ? -1 : used;
}

/** A later scan: one more bit of each lowest coefficient. */
export function refineLowest(
  stream: usize,
  end: usize,
  mcus: u32,
  columns: u32,
  blocks: usize,
  blockCount: u32,
  shift: u32,
): isize {
  let bit: usize = 0;
  for (let mcu: u32 = 0; mcu < mcus; mcu++) {
    if (stream + (bit >> 3) > end) return -1;
    for (let index: u32 = 0; index < blockCount; index++) {
      const block = changetype<Block>(blocks + <usize>index * offsetof<Block>());
      const one = (load<u8>(stream + (bit >> 3)) >> <u8>(7 - (bit & 7))) & 1;
      store<i16>(block.target, load<i16>(block.target) | ((<i16>one) << (<i16>shift)));
      bit += 1;
      block.target += block.step;
    }
    nextColumn(columns, blocks, blockCount);
  }
  const used = <isize>((bit + 7) >> 3);
  return used > <isize>(end - stream) ? -1 : used;
}

function nextColumn(columns: u32, blocks: usize, blockCount: u32): void {
  column += 1;
  if (column < columns) return;
  column = 0;
  for (let index: u32 = 0; index < blockCount; index++) {
    const block = changetype<Block>(blocks + <usize>index * offsetof<Block>());
    block.target += block.rowStep;
  }
}

/** Lowest coefficients as samples. */
export function toSamples(coefficients: usize, count: u32, quantiser: i32, target: usize): void {
  for (let index: usize = 0; index < <usize>count; index++) {
    const value = <i32>load<i16>(coefficients + (index << 1));
    store<u8>(target + index, sample((value * quantiser + 4) >> 3));
  }
}

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
