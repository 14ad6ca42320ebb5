// AssemblyScript: from planes of bytes to the entropy-coded bytes of a baseline JPEG, in two passes, because the best
// Huffman tables are known only when all coefficients are. What they are told is decided in `encode.ts`.

/** One component, as `encode.ts` lays it out. */
@unmanaged
class Part {
  /** Samples of the next row of MCUs, u8 each, and from one row of samples to the next. */
  samples: usize;
  stride: usize;
  /** Blocks in an MCU. */
  across: u32;
  down: u32;
  /** 64 × f32: what a coefficient is multiplied by, lying on its side as the transform leaves it. */
  scales: usize;
  /** The symbols of its tables, `class << 8`: 0 and 1 of the first DC and AC table, 2 and 3 of the second. */
  tables: u32;
  /** The last lowest coefficient. */
  prediction: i32;
}

/** Of a block that lies on its side: i16 offsets in the order in which coefficients are written. */
let zigzag: usize = 0;
/** 64 × f32 to work with. */
let work: usize = 0;
/** 64 × i16. */
let levels: usize = 0;

/** @param room 64 × 4 + 64 × 2 bytes to work with, on a multiple of 16 */
export function prepare(order: usize, room: usize): void {
  zigzag = order;
  work = room;
  levels = room + 256;
}

/**
 * Transforms and quantises a row of MCUs, and writes down what is to be coded: u32 tokens of `table << 24 | symbol << 16 |
 * value`. At most 64 for a block.
 * @param counts u32 for each table and symbol
 * @returns the end of the tokens
 */
export function tokenise(columns: u32, parts: usize, partCount: u32, counts: usize, target: usize): usize {
  for (let column: u32 = 0; column < columns; column++) {
    for (let index: u32 = 0; index < partCount; index++) {
      const part = changetype<Part>(parts + <usize>index * offsetof<Part>());
      const across = part.across;
      for (let y: u32 = 0; y < part.down; y++) {
        for (let x: u32 = 0; x < across; x++) {
          const place = part.samples + <usize>((column * across + x) << 3) + <usize>(y << 3) * part.stride;
          const count = toLevels(place, part.stride, part.scales);
          target = tokeniseBlock(part, count, counts, target);
        }
      }
    }
  }
  for (let index: u32 = 0; index < partCount; index++) {
    const part = changetype<Part>(parts + <usize>index * offsetof<Part>());
    part.samples += <usize>(part.down << 3) * part.stride;
  }
  return target;
}

function sizeOf(value: i32): u32 {
  return 32 - clz(abs(value));
}

function token(table: u32, symbol: u32, size: u32, value: i32, counts: usize, target: usize): usize {
  const kind = (table << 8) | symbol;
  const counter = counts + ((<usize>kind) << 2);
  store<u32>(counter, load<u32>(counter) + 1);
  // T.81 F.1.2.1: negative values are written as one less, without the bits above their size.
  const bits = <u32>(value + (value >> 31)) & ((1 << size) - 1);
  store<u32>(target, (kind << 16) | bits);
  return target + 4;
}

/** @param remaining coefficients after the first one that are not 0 */
function tokeniseBlock(part: Part, remaining: u32, counts: usize, target: usize): usize {
  const dc = <i32>load<i16>(levels);
  const difference = dc - part.prediction;
  part.prediction = dc;
  let size = sizeOf(difference);
  target = token(part.tables, size, size, difference, counts, target);
  const ac = part.tables + 1;
  let run: u32 = 0;
  let at: usize = 1;
  for (; remaining > 0; at++) {
    const value = <i32>load<i16>(levels + <usize>load<u16>(zigzag + (at << 1)));
    if (value === 0) {
      run += 1;
      continue;
    }
    for (; run > 15; run -= 16) target = token(ac, 0xf0, 0, 0, counts, target);
    size = sizeOf(value);
    target = token(ac, (run << 4) | size, size, value, counts, target);
    run = 0;
    remaining -= 1;
  }
  return at < 64 ? token(ac, 0, 0, 0, counts, target) : target;
}

/** From 8 × 8 samples to `levels`, on their side. Returns how many of them are not 0, the first one not counted. */
function toLevels(samples: usize, stride: usize, scales: usize): u32 {
  const middle = i16x8.splat(128);
  for (let row: usize = 0; row < 256; row += 32) {
    const words = i16x8.sub(i16x8.extend_low_i8x16_u(v128.load64_zero(samples)), middle);
    v128.store(work + row, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(words)));
    v128.store(work + row, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(words)), 16);
    samples += stride;
  }
  transform(work);
  transform(work + 16);
  turn(work, work);
  turn(work + 144, work + 144);
  swap(work + 16, work + 128);
  transform(work);
  transform(work + 16);
  let zeros: u32 = 0;
  for (let row: usize = 0; row < 8; row += 1) {
    const low = round(f32x4.mul(v128.load(work + (row << 5)), v128.load(scales + (row << 5))));
    const high = round(f32x4.mul(v128.load(work + (row << 5), 16), v128.load(scales + (row << 5), 16)));
    const words = i16x8.narrow_i32x4_s(low, high);
    v128.store(levels + (row << 4), words);
    zeros += popcnt(i16x8.bitmask(i16x8.eq(words, i16x8.splat(0))));
  }
  return 64 - zeros - (load<i16>(levels) !== 0 ? 1 : 0);
}

/** To the nearest whole number, as i32: so large a number is added that no fraction has room beside it. */
function round(value: v128): v128 {
  return i32x4.sub(f32x4.add(value, f32x4.splat(12582912)), i32x4.splat(0x4b400000));
}

/**
 * Arai, Agui and Nakajima's forward DCT of eight points, of four columns at once: five multiplications each; what is
 * missing for a whole one is in the scales.
 */
function transform(at: usize): void {
  const s0 = v128.load(at);
  const s1 = v128.load(at, 32);
  const s2 = v128.load(at, 64);
  const s3 = v128.load(at, 96);
  const s4 = v128.load(at, 128);
  const s5 = v128.load(at, 160);
  const s6 = v128.load(at, 192);
  const s7 = v128.load(at, 224);
  const outer = f32x4.add(s0, s7);
  const second = f32x4.add(s1, s6);
  const third = f32x4.add(s2, s5);
  const inner = f32x4.add(s3, s4);
  const even = f32x4.add(outer, inner);
  const odd = f32x4.sub(outer, inner);
  const between = f32x4.add(second, third);
  v128.store(at, f32x4.add(even, between));
  v128.store(at, f32x4.sub(even, between), 128);
  const turned = f32x4.mul(f32x4.add(f32x4.sub(second, third), odd), f32x4.splat(<f32>Math.SQRT1_2));
  v128.store(at, f32x4.add(odd, turned), 64);
  v128.store(at, f32x4.sub(odd, turned), 192);
  const far = f32x4.sub(s0, s7);
  const farther = f32x4.sub(s1, s6);
  const nearer = f32x4.sub(s2, s5);
  const near = f32x4.sub(s3, s4);
  const a = f32x4.add(near, nearer);
  const b = f32x4.mul(f32x4.add(nearer, farther), f32x4.splat(<f32>Math.SQRT1_2));
  const c = f32x4.add(farther, far);
  const shared = f32x4.mul(f32x4.sub(a, c), f32x4.splat(0.382683433));
  const d = f32x4.add(f32x4.mul(a, f32x4.splat(0.5411961)), shared);
  const e = f32x4.add(f32x4.mul(c, f32x4.splat(1.306562965)), shared);
  const plus = f32x4.add(far, b);
  const minus = f32x4.sub(far, b);
  v128.store(at, f32x4.add(plus, e), 32);
  v128.store(at, f32x4.sub(minus, d), 96);
  v128.store(at, f32x4.add(minus, d), 160);
  v128.store(at, f32x4.sub(plus, e), 224);
}

/** Transposes 4 × 4 numbers in rows of eight. */
function turn(from: usize, to: usize): void {
  const a = v128.load(from);
  const b = v128.load(from, 32);
  const c = v128.load(from, 64);
  const d = v128.load(from, 96);
  turnInto(a, b, c, d, to);
}

function turnInto(a: v128, b: v128, c: v128, d: v128, to: usize): void {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const ba = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const dc = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(to, v128.shuffle<i64>(ab, cd, 1, 3), 32);
  v128.store(to, v128.shuffle<i64>(ba, dc, 0, 2), 64);
  v128.store(to, v128.shuffle<i64>(ba, dc, 1, 3), 96);
}

/** Transposes two quarters into each other's place. */
function swap(one: usize, other: usize): void {
  const a = v128.load(one);
  const b = v128.load(one, 32);
  const c = v128.load(one, 64);
  const d = v128.load(one, 96);
  turn(other, one);
  turnInto(a, b, c, d, other);
}

/**
 * Writes tokens as the bits of their codes, stuffing included, and fills the last byte up with ones.
 * @param codes u32 for each table and symbol: `code << 8 | length`
 * @returns the end of what was written
 */
export function emit(tokens: usize, end: usize, codes: usize, target: usize): usize {
  let bits: u64 = 0;
  let ready: u32 = 0;
  for (; tokens < end; tokens += 4) {
    const entry = load<u32>(tokens);
    const kind = entry >> 16;
    const size = kind & 15;
    const code = load<u32>(codes + ((<usize>kind) << 2));
    bits = (bits << (<u64>((code & 255) + size))) | <u64>(((code >> 8) << size) | (entry & 0xffff));
    ready += (code & 255) + size;
    if (ready < 32) continue;
    ready -= 32;
    const word = <u32>(bits >> <u64>ready);
    if (((~word - 0x01010101) & word & 0x80808080) === 0) {
      store<u32>(target, bswap(word));
      target += 4;
    } else {
      target = stuff(word >> 24, target);
      target = stuff((word >> 16) & 255, target);
      target = stuff((word >> 8) & 255, target);
      target = stuff(word & 255, target);
    }
  }
  bits = (bits << 7) | 127;
  ready += 7;
  for (; ready >= 8; ready -= 8) target = stuff(<u32>(bits >> <u64>(ready - 8)) & 255, target);
  return target;
}

function stuff(byte: u32, target: usize): usize {
  store<u8>(target, byte);
  if (byte !== 0xff) return target + 1;
  store<u8>(target, 0, 1);
  return target + 2;
}

/** Repeats the last column and row of a plane until it is `fullWidth` × `fullHeight`. Rows are as far apart as they are wide. */
export function pad(plane: usize, width: u32, height: u32, fullWidth: u32, fullHeight: u32): void {
  const spare = fullWidth - width;
  if (spare > 0) {
    for (let y: u32 = 0; y < height; y++) {
      const end = plane + <usize>y * <usize>fullWidth + <usize>width;
      memory.fill(end, load<u8>(end - 1), <usize>spare);
    }
  }
  const last = plane + <usize>(height - 1) * <usize>fullWidth;
  for (let y = height; y < fullHeight; y++) memory.copy(plane + <usize>y * <usize>fullWidth, last, <usize>fullWidth);
}
