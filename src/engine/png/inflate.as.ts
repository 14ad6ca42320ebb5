// AssemblyScript: DEFLATE (RFC 1951), for a stream that arrives in pieces and leaves through a window.
//
// Like libdeflate, it holds up to 63 bits in a register, refills them with one load without a branch, and has a table
// entry say everything about a code: so many bits, so much length or distance, so many extra bits. What zlib refuses is
// refused here as well.

import {
  buildFixedTables,
  buildOrderTable,
  buildTables,
  distanceBits,
  distanceTable,
  isEnd,
  isFurther,
  isLiteral,
  isSpecial,
  lengths,
  longBits,
  longTable,
  mostBits,
} from './codes.as';

/** Bytes that must lie before the end of a piece that others follow: the longest header of a block fits, and any code. */
const margin: usize = 512;

export const needsInput: i32 = 0;
export const needsRoom: i32 = 1;
const hasEnded: i32 = 2;
export const isBroken: i32 = -1;

const atHeader: u32 = 0;
const inStored: u32 = 1;
const inCodes: u32 = 2;
const atEnd: u32 = 3;

/** RFC 1951, 3.2.7: the order of the code lengths' lengths. */
const lengthOrder = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** For each distance below 16, which bytes of a repetition stand where in 16 bytes of it. */
const patterns = memory.data(16 * 16, 16);

let state: u32 = atHeader;
let isLastBlock: bool = false;
let storedLeft: usize = 0;

/** The lowest bits come next. Of `bits` only the lowest 6 count; what is above is left from subtracting whole entries. */
let buffer: u64 = 0;
let bits: u64 = 0;
let source: usize = 0;
let target: usize = 0;

/** The end of what was written. */
export function writtenTo(): usize {
  return target;
}

/** The first byte of which nothing was used; nothing between the header of a stream and its end is skipped. */
export function usedTo(): usize {
  return source - (<usize>(bits & 63) >> 3);
}

/** What was written has been moved within the window by so many bytes. */
export function moveTarget(back: usize): void {
  target -= back;
}

export function beginInflating(at: usize, into: usize): void {
  state = atHeader;
  isLastBlock = false;
  buffer = 0;
  bits = 0;
  source = at;
  target = into;
  for (let distance: u32 = 1; distance < 16; distance++) {
    for (let place: u32 = 0; place < 16; place++) store<u8>(patterns + (distance << 4) + place, <u8>(place % distance));
  }
}

/** The bytes that are still unused now begin elsewhere. */
export function continueAt(at: usize): void {
  source = at;
  // What is left of the byte before them comes first.
  bits &= 7;
  buffer &= (1 << bits) - 1;
}

function refill(): void {
  buffer |= load<u64>(source) << bits;
  source += 7 - (<usize>(bits >> 3) & 7);
  bits |= 56;
}

function take(count: u64): u32 {
  const value = <u32>(buffer & ((1 << count) - 1));
  buffer >>= count;
  bits -= count;
  return value;
}

/**
 * Inflates until the input, the room or the stream is used up.
 * @param inputEnd of the piece; 1 KB behind it must be there to be read, though nothing of it is believed
 * @param isFinal whether no piece follows
 * @param windowAt where what was written earlier begins, as far as it is still there
 * @param roomEnd is overstepped by up to 300 bytes
 */
export function inflate(inputEnd: usize, isFinal: bool, windowAt: usize, roomEnd: usize): i32 {
  const inputLimit = isFinal ? inputEnd + 8 : inputEnd - margin;
  while (state !== atEnd) {
    if (source > inputLimit) return isFinal ? isBroken : needsInput;
    if (target >= roomEnd) return needsRoom;
    if (state === atHeader) {
      if (!readHeader(inputEnd)) return isBroken;
    } else if (state === inStored) {
      copyStored(inputEnd, roomEnd);
      if (storedLeft > 0 && target < roomEnd) return isFinal ? isBroken : needsInput;
    } else if (!decodeBlock(inputLimit, windowAt, roomEnd)) return isBroken;
  }
  return hasEnded;
}

function readHeader(inputEnd: usize): bool {
  refill();
  isLastBlock = take(1) === 1;
  const kind = take(2);
  if (kind === 0) return readStored(inputEnd);
  if (kind === 3) return false;
  state = inCodes;
  return kind === 1 ? buildFixedTables() : readLengths();
}

function readStored(inputEnd: usize): bool {
  source = usedTo();
  buffer = 0;
  bits = 0;
  const length = <u32>load<u16>(source);
  if ((length ^ <u32>load<u16>(source, 2)) !== 0xffff || source + 4 > inputEnd) return false;
  source += 4;
  storedLeft = length;
  state = inStored;
  return true;
}

function copyStored(inputEnd: usize, roomEnd: usize): void {
  const available = inputEnd > source ? inputEnd - source : 0;
  const count = min(storedLeft, min(available, roomEnd - target));
  memory.copy(target, source, count);
  target += count;
  source += count;
  storedLeft -= count;
  if (storedLeft === 0) endBlock();
}

function endBlock(): void {
  state = isLastBlock ? atEnd : atHeader;
}

/** The header of a block with tables of its own. */
function readLengths(): bool {
  const longs: u32 = 257 + take(5);
  const distances: u32 = 1 + take(5);
  const orders: u32 = 4 + take(4);
  if (longs > 286 || distances > 30) return false;
  memory.fill(lengths, 0, 19);
  for (let index: u32 = 0; index < orders; index++) {
    if (index === 12) refill();
    store<u8>(lengths + load<u8>(lengthOrder + index), <u8>take(3));
  }
  // Their table is where that of distances will be.
  if (!buildOrderTable()) return false;
  const count = longs + distances;
  let done: u32 = 0;
  while (done < count) {
    refill();
    const entry = load<u32>(distanceTable + ((<usize>buffer & ((1 << distanceBits) - 1)) << 2));
    if (entry & isSpecial) return false;
    take(entry & 63);
    const symbol = entry >> 16;
    if (symbol < 16) {
      store<u8>(lengths + done, <u8>symbol);
      done += 1;
      continue;
    }
    if (symbol === 16 && done === 0) return false;
    const repeated: u8 = symbol === 16 ? load<u8>(lengths + done - 1) : 0;
    const times: u32 = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
    if (done + times > count) return false;
    memory.fill(lengths + done, repeated, times);
    done += times;
  }
  return load<u8>(lengths + 256) !== 0 && buildTables(longs, distances);
}

/** Codes until the end of the block, of the input or of the room; false if one is none. */
function decodeBlock(inputLimit: usize, windowAt: usize, roomEnd: usize): bool {
  let from = source;
  let to = target;
  let held = buffer;
  let count = bits;
  let isSound = true;
  while (from <= inputLimit && to < roomEnd) {
    held |= load<u64>(from) << count;
    from += 7 - (<usize>(count >> 3) & 7);
    count |= 56;
    let entry = load<u32>(longTable + ((<usize>held & ((1 << longBits) - 1)) << 2));
    // Three literals of 15 bits at most, or two and a length of 20: no more than the 56 bits that are there.
    if (entry & isLiteral) {
      held >>= <u64>entry;
      count -= <u64>entry;
      store<u8>(to, <u8>(entry >> 16));
      to += 1;
      entry = load<u32>(longTable + ((<usize>held & ((1 << longBits) - 1)) << 2));
      if (entry & isLiteral) {
        held >>= <u64>entry;
        count -= <u64>entry;
        store<u8>(to, <u8>(entry >> 16));
        to += 1;
        entry = load<u32>(longTable + ((<usize>held & ((1 << longBits) - 1)) << 2));
        if (entry & isLiteral) {
          held >>= <u64>entry;
          count -= <u64>entry;
          store<u8>(to, <u8>(entry >> 16));
          to += 1;
          continue;
        }
      }
    }
    if (entry & isSpecial) {
      if (entry & isFurther) {
        const index = (entry >> 16) + (<u32>(held >> longBits) & ((1 << (mostBits - longBits)) - 1));
        entry = load<u32>(longTable + ((<usize>index) << 2));
      }
      if (entry & isLiteral) {
        held >>= <u64>entry;
        count -= <u64>entry;
        store<u8>(to, <u8>(entry >> 16));
        to += 1;
        continue;
      }
      if (entry & isSpecial) {
        isSound = (entry & isEnd) !== 0;
        held >>= <u64>(entry & 63);
        count -= <u64>(entry & 63);
        endBlock();
        break;
      }
    }
    const length: usize = (entry >> 16) + extraOf(held, entry);
    held >>= <u64>entry;
    count -= <u64>entry;
    held |= load<u64>(from) << count;
    from += 7 - (<usize>(count >> 3) & 7);
    count |= 56;
    entry = load<u32>(distanceTable + ((<usize>held & ((1 << distanceBits) - 1)) << 2));
    if (entry & isSpecial) {
      if ((entry & isFurther) === 0) {
        isSound = false;
        break;
      }
      const index = (entry >> 16) + (<u32>(held >> distanceBits) & ((1 << (mostBits - distanceBits)) - 1));
      entry = load<u32>(distanceTable + ((<usize>index) << 2));
      if (entry & isSpecial) {
        isSound = false;
        break;
      }
    }
    const distance: usize = (entry >> 16) + extraOf(held, entry);
    held >>= <u64>entry;
    count -= <u64>entry;
    const earlier = to - distance;
    if (earlier < windowAt) {
      isSound = false;
      break;
    }
    copyEarlier(earlier, to, distance, length);
    to += length;
  }
  source = from;
  target = to;
  buffer = held;
  bits = count;
  return isSound;
}

/** The extra bits stand behind the code. */
function extraOf(held: u64, entry: u32): u32 {
  const whole = held & (((<u64>1) << (<u64>entry)) - 1);
  return <u32>(whole >> <u64>((entry >> 8) & 31));
}

/** What was written `distance` bytes ago, again; up to 16 bytes more than asked for are overwritten. */
function copyEarlier(earlier: usize, to: usize, distance: usize, length: usize): void {
  const end = to + length;
  if (distance >= 16) {
    do {
      v128.store(to, v128.load(earlier));
      to += 16;
      earlier += 16;
    } while (to < end);
    return;
  }
  const repeated = i8x16.swizzle(v128.load(earlier), v128.load(patterns + (distance << 4)));
  const step: usize = 16 - (<usize>16 % distance);
  do {
    v128.store(to, repeated);
    to += step;
  } while (to < end);
}
