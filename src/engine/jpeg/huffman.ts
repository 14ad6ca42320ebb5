import { remember, rememberOf } from '../remember.ts';

/**
 * For any 16 bits the code that they begin with: `symbol << 8 | length`, 0 if there is none. Before these stands the same
 * for any 10 bits, 0 also for longer codes: two kilobytes that stay in the processor's nearest cache, where 128 do not.
 */
export type Lookup = Uint16Array<ArrayBuffer>;

/** Where the entries of 16 bits begin. */
export const shortEntries = 1 << 10;

/** Most files have the four tables that T.81 annex K gives as examples, and those of one camera are of one kind. */
const tablesKept = 8;

/**
 * A Huffman table of the file (T.81 annex C), spread out.
 * @param counts how many codes there are of each length, 1–16 bits
 * @param symbols in the order of their codes
 * @returns `null` if there are more codes than bits can tell apart
 */
export const toLookup = remember(
  tablesKept,
  (counts: Uint8Array, symbols: Uint8Array) => String.fromCharCode(...counts, ...symbols),
  spreadOut,
);

function spreadOut(counts: Uint8Array, symbols: Uint8Array): Lookup | null {
  const lookup = new Uint16Array(shortEntries + (1 << 16));
  let from = shortEntries;
  let taken = 0;
  for (const [index, count] of counts.entries()) {
    const span = 1 << (15 - index);
    if (from + count * span > lookup.length) return null;
    for (const symbol of symbols.subarray(taken, taken + count)) {
      lookup.fill((symbol << 8) | (index + 1), from, from + span);
      from += span;
    }
    taken += count;
  }
  for (let bits = 0; bits < shortEntries; bits += 1) {
    const entry = lookup[shortEntries + (bits << 6)] ?? 0;
    lookup[bits] = (entry & 255) <= 10 ? entry : 0;
  }
  return lookup;
}

/**
 * Whole coefficients: for any 10 bits that begin with a code and all of its value `value << 16 | run << 8 | bits`, 0 for
 * others, and for codes that have no value.
 */
export const toWholes = rememberOf((lookup: Lookup): Int32Array<ArrayBuffer> => {
  const wholes = new Int32Array(shortEntries);
  for (let bits = 0; bits < shortEntries; bits += 1) {
    const entry = lookup[bits] ?? 0;
    const size = (entry >> 8) & 15;
    const used = (entry & 255) + size;
    if (entry === 0 || size === 0 || used > 10) continue;
    const written = (bits >> (10 - used)) & ((1 << size) - 1);
    // T.81 F.2.2.1: the sign is in the first bit, and there is no zero.
    const value = written < 1 << (size - 1) ? written + 1 - (1 << size) : written;
    wholes[bits] = (value << 16) | ((entry >> 12) << 8) | used;
  }
  return wholes;
});

/** Bits that index the table of `toSkips`; 2 bytes each, it must stay in the processor's nearest cache (16 of 32 KB). */
export const skipBits = 13;

/**
 * What can be skipped at once: for any 13 bits how many coefficients the codes in them stand for, and how long they are
 * together with their values: `advance << 7 | end << 6 | bits`, 0 if not even one code is whole. `end`: the last code says
 * that the rest of the block is 0.
 */
export const toSkips = rememberOf((lookup: Lookup): Uint16Array<ArrayBuffer> => {
  const skips = new Uint16Array(1 << skipBits);
  for (let bits = 0; bits < skips.length; bits += 1) skips[bits] = skipAll(lookup, bits << (16 - skipBits));
  return skips;
});

function skipAll(lookup: Lookup, bits: number): number {
  let used = 0;
  let advance = 0;
  while (used < skipBits) {
    const entry = lookup[shortEntries + ((bits << used) & 0xffff)] ?? 0;
    const length = entry & 255;
    const size = (entry >> 8) & 15;
    const run = entry >> 12;
    if (length === 0 || used + length > skipBits) break;
    if (size === 0 && run < 15) return (advance << 7) | 64 | (used + length);
    if (advance + run + 1 > 63) break;
    used += length + size;
    advance += run + 1;
  }
  return (advance << 7) | used;
}
