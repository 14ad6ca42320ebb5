// AssemblyScript: of a progressive JPEG only what a thumbnail at 1/8 or below is made of, the lowest coefficient of each
// block, which has scans of its own (T.81, annex G).

import { blockAt, nextColumn } from './block.as';
import { sample } from './draw.as';
import { extend, look } from './entropy.as';

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
      const block = blockAt(blocks, index);
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
      const block = blockAt(blocks, index);
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

/** Lowest coefficients as samples. */
export function toSamples(coefficients: usize, count: u32, quantiser: i32, target: usize): void {
  for (let index: usize = 0; index < <usize>count; index++) {
    const value = <i32>load<i16>(coefficients + (index << 1));
    store<u8>(target + index, sample((value * quantiser + 4) >> 3));
  }
}
