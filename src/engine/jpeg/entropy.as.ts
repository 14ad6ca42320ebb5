// AssemblyScript: what the decoders of all kinds of scans share, of a JPEG's entropy-coded bits (T.81, annex F).

/** Bits that index the small part of a Huffman table, which stays in the nearest cache; few codes are longer. */
export const shortBits: u64 = 10;
const shortBytes: usize = 2048;

/** The code that the bits begin with: `symbol << 8 | length`, 0 if there is none. */
export function look(table: usize, bits: u64): u32 {
  const entry = <u32>load<u16>(table + ((<usize>(bits >> (64 - shortBits))) << 1));
  return entry !== 0 ? entry : <u32>load<u16>(table + shortBytes + ((<usize>(bits >> 48)) << 1));
}

/** T.81 F.2.2.1: the sign is in the first bit, and there is no zero. */
export function extend(value: u32, size: u32): i32 {
  return value < (<u32>1) << (size - 1) ? <i32>value + 1 - (1 << size) : <i32>value;
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
