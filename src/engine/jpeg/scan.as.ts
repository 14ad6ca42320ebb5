// AssemblyScript: the loops that see every bit of a JPEG. What they are told is decided in `shrunken.ts`.
//
// A thumbnail needs few of a photo's coefficients, so the entropy decoder is all of the work. Three things make this one
// about twice as fast as libjpeg-turbo's: byte stuffing is removed beforehand, 16 bytes at a time, so that a refill is
// one load; coefficients that nobody needs are skipped several at once, by a table of what any 13 bits begin with; and
// of those that are needed only the n × n lowest are transformed.
//
// Nothing here can be wrong about a file without saying so: a code that does not exist, a block too long or a stream too
// short is a negative answer, and another decoder is asked.

/** Bits that index a skip table. */
const skipBits: u64 = 13;

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
  /** Huffman tables: 65,536 × u16 of `symbol << 8 | length`; skip table: 8,192 × u16 of `advance << 7 | end << 6 | bits`. */
  dc: usize;
  ac: usize;
  skip: usize;
  /** Index of the component's prediction. */
  component: u32;
  /** Side of the block when it is transformed: 1, 2 or 4. */
  side: u32;
  /** Last coefficient that is needed, in zigzag order. */
  last: u32;
  /** 64 × u16 quantisers, and 64 × u8 places in a 4 × 4 block, 16 for those that are not in it; in zigzag order. */
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
      let entry: u32 = load<u16>(block.dc + ((<usize>(bits >> 48)) << 1));
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
          entry = load<u16>(ac + ((<usize>(bits >> 48)) << 1));
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
        entry = load<u16>(ac + ((<usize>(bits >> 48)) << 1));
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
    const b = load<i32>(coefficients, 4);
    const c = load<i32>(coefficients, 16);
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
  for (let x: usize = 0; x < 4; x++) {
    const at = coefficients + (x << 2);
    const even = (load<i32>(at) + load<i32>(at, 32)) * root;
    const odd = (load<i32>(at) - load<i32>(at, 32)) * root;
    const high = load<i32>(at, 16) * cosine + load<i32>(at, 48) * sine;
    const low = load<i32>(at, 16) * sine - load<i32>(at, 48) * cosine;
    store<i32>(at, (even + high + 128) >> 8);
    store<i32>(at, (odd + low + 128) >> 8, 16);
    store<i32>(at, (odd - low + 128) >> 8, 32);
    store<i32>(at, (even - high + 128) >> 8, 48);
  }
  for (let y: usize = 0; y < 4; y++) {
    const at = coefficients + (y << 4);
    const even = (load<i32>(at) + load<i32>(at, 8)) * root;
    const odd = (load<i32>(at) - load<i32>(at, 8)) * root;
    const high = load<i32>(at, 4) * cosine + load<i32>(at, 12) * sine;
    const low = load<i32>(at, 4) * sine - load<i32>(at, 12) * cosine;
    store<u8>(target, sample((even + high + 8192) >> 14));
    store<u8>(target, sample((odd + low + 8192) >> 14), 1);
    store<u8>(target, sample((odd - low + 8192) >> 14), 2);
    store<u8>(target, sample((even - high + 8192) >> 14), 3);
    target += stride;
  }
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
      const entry: u32 = load<u16>(block.dc + ((<usize>(bits >> 48)) << 1));
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

function level(value: i32): u32 {
  return <u32>max<i32>(0, min<i32>(255, value >> 16));
}

/**
 * One row of pixels, red, green, blue and 255, from rows of luma and chroma (JFIF's YCbCr).
 * @param narrow how often the width of a chroma row is to be doubled
 */
export function toPixels(luma: usize, blue: usize, red: usize, narrow: u32, width: u32, target: usize): void {
  for (let x: usize = 0; x < <usize>width; x++) {
    const y = ((<i32>load<u8>(luma + x)) << 16) + 32768;
    const cb = <i32>load<u8>(blue + (x >> <usize>narrow)) - 128;
    const cr = <i32>load<u8>(red + (x >> <usize>narrow)) - 128;
    const r = level(y + 91881 * cr);
    const g = level(y - 22554 * cb - 46802 * cr);
    const b = level(y + 116130 * cb);
    store<u32>(target + (x << 2), r | (g << 8) | (b << 16) | 0xff000000);
  }
}
