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

import { blockAt, nextColumn } from './block.as';
import { draw } from './draw.as';
import { extend, look, shortBits } from './entropy.as';

/** Bits that index a skip table. */
const skipBits: u64 = 13;

/**
 * Decodes MCUs into samples; the first scan of a progressive file into its lowest coefficients.
 * @param end of the stream, behind which 64 bytes are readable
 * @param predictions one i32 for each component
 * @param coefficients 17 × i32 to work with
 * @param shift bits of the lowest coefficients that later scans bring
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
  shift: u32,
): isize {
  let next = stream;
  /** The bits to come, from the top; `ready` of them are real. */
  let bits: u64 = 0;
  let ready: i32 = 0;
  for (let mcu: u32 = 0; mcu < mcus; mcu++) {
    if (next > end + 8) return -1;
    for (let index: u32 = 0; index < blockCount; index++) {
      const block = blockAt(blocks, index);
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
      if (block.side === 0) {
        store<i16>(block.target, <i16>(value << shift));
        block.target += block.step;
        continue;
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

function clear(coefficients: usize): void {
  const zero = i32x4.splat(0);
  v128.store(coefficients, zero);
  v128.store(coefficients, zero, 16);
  v128.store(coefficients, zero, 32);
  v128.store(coefficients, zero, 48);
}
