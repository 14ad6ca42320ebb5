// AssemblyScript: of a progressive JPEG only what a thumbnail at 1/8 or below is made of, the lowest coefficient of each
// block, which has scans of its own (T.81, annex G). The first of them is read by `scan`.

import { blockAt, nextColumn } from './block.as';
import { sample } from './draw.as';

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
