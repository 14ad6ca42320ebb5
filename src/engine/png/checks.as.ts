// AssemblyScript: the two checksums of a PNG.

const slices: u32 = 16;
/** `[slice][byte]`: what a byte does to the register when `slice` more bytes follow it. */
const crcTables = memory.data(16 * 256 * 4, 16);

/** To be called once. */
export function prepareChecks(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let register = byte;
    for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >> 1) ^ 0xedb88320 : register >> 1;
    store<u32>(crcTables + (byte << 2), register);
  }
  for (let index: u32 = 256; index < slices * 256; index++) {
    const previous = load<u32>(crcTables + ((index - 256) << 2));
    store<u32>(crcTables + (index << 2), load<u32>(crcTables + ((previous & 255) << 2)) ^ (previous >> 8));
  }
}

/** What the four bytes of `word` do to the register when `slice` more bytes follow the last of them. */
function crcOf(word: u32, slice: u32): u32 {
  const tables = crcTables + ((<usize>slice) << 10);
  return (
    load<u32>(tables + ((word & 255) << 2), 3 << 10) ^
    load<u32>(tables + (((word >> 8) & 255) << 2), 2 << 10) ^
    load<u32>(tables + (((word >> 16) & 255) << 2), 1 << 10) ^
    load<u32>(tables + ((word >> 24) << 2))
  );
}

/**
 * CRC-32, 16 bytes at a time (Kounavis and Berry, 2005).
 * @param previous CRC of the bytes before these
 */
export function crc(at: usize, byteLength: usize, previous: u32): u32 {
  let register = ~previous;
  const end = at + byteLength;
  for (; at + 16 <= end; at += 16) {
    register =
      crcOf(load<u32>(at) ^ register, 12) ^
      crcOf(load<u32>(at, 4), 8) ^
      crcOf(load<u32>(at, 8), 4) ^
      crcOf(load<u32>(at, 12), 0);
  }
  for (; at < end; at++) {
    register = load<u32>(crcTables + (((register ^ load<u8>(at)) & 255) << 2)) ^ (register >> 8);
  }
  return ~register;
}

const adlerModulus: u32 = 65_521;
/** The most bytes after which the sums still fit into 32 bits, in whole sixteens (RFC 1950 has 5552). */
const adlerRun: usize = 5_536;

/** Adler-32; `previous` is that of the bytes before these, 1 for none. */
export function adler(at: usize, byteLength: usize, previous: u32): u32 {
  let low = previous & 0xffff;
  let high = previous >> 16;
  const falling = i8x16(16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
  const end = at + byteLength;
  while (at + 16 <= end) {
    const runEnd = min(at + adlerRun, at + ((end - at) & ~15));
    high += low * <u32>(runEnd - at);
    let sums = i32x4.splat(0);
    let earlier = i32x4.splat(0);
    let weighted = i32x4.splat(0);
    for (; at < runEnd; at += 16) {
      const bytes = v128.load(at);
      earlier = i32x4.add(earlier, sums);
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)));
      const products = i16x8.add(i16x8.extmul_low_i8x16_u(bytes, falling), i16x8.extmul_high_i8x16_u(bytes, falling));
      weighted = i32x4.add(weighted, i32x4.extadd_pairwise_i16x8_u(products));
    }
    low = (low + total(sums)) % adlerModulus;
    high = <u32>((<u64>high + ((<u64>total(earlier)) << 4) + total(weighted)) % adlerModulus);
  }
  for (; at < end; at++) {
    low = (low + load<u8>(at)) % adlerModulus;
    high = (high + low) % adlerModulus;
  }
  return (high << 16) | low;
}

function total(lanes: v128): u32 {
  return (
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3)
  );
}
