// AssemblyScript: the tables of DEFLATE's codes (RFC 1951, 3.2), one entry of which says everything about a code. What
// zlib takes for no code is none here as well.

/** Bits that index the tables; longer codes have tables of their own behind these. */
export const longBits: u32 = 11;
export const distanceBits: u32 = 8;
export const mostBits: u32 = 15;

/** Entries of the tables with all that may stand behind them: at most one more table for each code. */
const longEntries: u32 = (1 << longBits) + (286 << (mostBits - longBits));
const distanceEntries: u32 = (1 << distanceBits) + (30 << (mostBits - distanceBits));

// An entry, from its lowest bit: 6 bits how many bits it stands for, extra bits included; from bit 8, 5 bits how many of
// them are the code; from bit 16 its value, a literal or the base of a length or distance.
export const isLiteral: u32 = 0x80000000;
/** Anything that is not simply a length or a distance: with nothing else, no code at all. */
export const isSpecial: u32 = 1 << 15;
export const isFurther: u32 = 1 << 14;
export const isEnd: u32 = 1 << 13;

export const longTable = memory.data(longEntries * 4, 16);
export const distanceTable = memory.data(distanceEntries * 4, 16);
/** Bits of each code: literals and lengths, then distances. */
export const lengths = memory.data(320, 16);
const codeCounts = memory.data(16 * 4, 4);
const nextCodes = memory.data(16 * 4, 4);

/** RFC 1951, 3.2.5: base and extra bits of lengths and distances. */
const lengthBases = memory.data<u16>([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]);
const lengthExtras = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]);
const distanceBases = memory.data<u16>([
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
]);
const distanceExtras = memory.data<u8>([
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]);

/** The codes of a block that has none of its own. */
export function buildFixedTables(): bool {
  setFixedLengths();
  return buildTables(288, 32);
}

function setFixedLengths(): void {
  memory.fill(lengths, 8, 144);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  memory.fill(lengths + 280, 8, 8);
  memory.fill(lengths + 288, 5, 32);
}

/** The codes of a block, by `lengths`. */
export function buildTables(longs: u32, distances: u32): bool {
  return (
    buildTable(distanceTable, distanceBits, lengths + longs, distances, kindDistance) &&
    buildTable(longTable, longBits, lengths, longs, kindLong)
  );
}

/** The code in which a block's lengths are told: 7 bits at most, so that nothing stands behind its table. */
export function buildOrderTable(): bool {
  return buildTable(distanceTable, distanceBits, lengths, 19, kindOrder);
}

const kindLong: u32 = 0;
const kindDistance: u32 = 1;
const kindOrder: u32 = 2;

/** What a symbol's entry says, but for its code: value and extra bits. */
function entryOf(symbol: u32, kind: u32): u32 {
  if (kind === kindOrder) return symbol << 16;
  if (kind === kindDistance) {
    if (symbol >= 30) return isSpecial;
    return ((<u32>load<u16>(distanceBases + (symbol << 1))) << 16) | load<u8>(distanceExtras + symbol);
  }
  if (symbol < 256) return isLiteral | (symbol << 16);
  if (symbol === 256) return isSpecial | isEnd;
  if (symbol >= 286) return isSpecial;
  return ((<u32>load<u16>(lengthBases + ((symbol - 257) << 1))) << 16) | load<u8>(lengthExtras + symbol - 257);
}

/**
 * The table of a canonical code.
 * @returns false if the lengths make no code: zlib's rules, by which one code of one bit is the only incomplete one
 */
function buildTable(table: usize, tableBits: u32, codeLengths: usize, count: u32, kind: u32): bool {
  memory.fill(codeCounts, 0, 64);
  for (let symbol: u32 = 0; symbol < count; symbol++) {
    const at = codeCounts + ((<usize>load<u8>(codeLengths + symbol)) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  const unused = load<u32>(codeCounts);
  store<u32>(codeCounts, 0);
  let code: u32 = 0;
  let left: i32 = 1;
  for (let length: u32 = 1; length <= mostBits; length++) {
    const ofThis = load<u32>(codeCounts + ((<usize>length) << 2));
    code = (code + load<u32>(codeCounts + ((<usize>(length - 1)) << 2))) << 1;
    store<u32>(nextCodes + ((<usize>length) << 2), code);
    left = (left << 1) - <i32>ofThis;
    if (left < 0) return false;
  }
  const isSingle = count - unused <= 1 && load<u32>(codeCounts, 4) === count - unused;
  if (left > 0 && (!isSingle || kind === kindOrder)) return false;
  const size: u32 = 1 << tableBits;
  if (left > 0)
    for (let index: u32 = 0; index < size; index++) store<u32>(table + ((<usize>index) << 2), isSpecial | 1);
  let free = size;
  let lastPrefix: u32 = size;
  let further: usize = 0;
  const furtherBits = mostBits - tableBits;
  for (let length: u32 = 1; length <= mostBits; length++) {
    if (load<u32>(codeCounts + ((<usize>length) << 2)) === 0) continue;
    for (let symbol: u32 = 0; symbol < count; symbol++) {
      if (<u32>load<u8>(codeLengths + symbol) !== length) continue;
      const at = nextCodes + ((<usize>length) << 2);
      const next = load<u32>(at);
      store<u32>(at, next + 1);
      const reversed = reverse(next, length);
      const entry = (entryOf(symbol, kind) + length) | (length << 8);
      if (length <= tableBits) {
        for (let index = reversed; index < size; index += 1 << length) store<u32>(table + ((<usize>index) << 2), entry);
        continue;
      }
      const prefix = reversed & (size - 1);
      if (prefix !== lastPrefix) {
        store<u32>(table + ((<usize>prefix) << 2), isSpecial | isFurther | (free << 16));
        further = table + ((<usize>free) << 2);
        free += 1 << furtherBits;
        lastPrefix = prefix;
      }
      for (let index = reversed >> tableBits; index < 1 << furtherBits; index += 1 << (length - tableBits)) {
        store<u32>(further + ((<usize>index) << 2), entry);
      }
    }
  }
  return true;
}

/** The first bit of a code is the lowest one in the stream. */
function reverse(code: u32, length: u32): u32 {
  let reversed: u32 = 0;
  for (let bit: u32 = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
  return reversed;
}
