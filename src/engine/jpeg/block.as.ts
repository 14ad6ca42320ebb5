// AssemblyScript: the blocks of an MCU, which all kinds of scans go through in the same order.

/** One block of an MCU, as `blocks.ts` lays it out. */
@unmanaged
export class Block {
  /**
   * Huffman tables: 1,024 and 65,536 × u16 for `look`; whole coefficients: 1,024 × i32 of `value << 16 | run << 8 | bits`;
   * skip table: 8,192 × u16 of `advance << 7 | end << 6 | bits`.
   */
  dc: usize;
  ac: usize;
  whole: usize;
  skip: usize;
  /** Index of the component's prediction. */
  component: u32;
  /** Side of the block when it is transformed: 1, 2 or 4; 0 in a progressive file, whose lowest coefficients are kept as i16. */
  side: u32;
  /** Last coefficient that is needed, in zigzag order. */
  last: u32;
  /** 64 × u16 quantisers, and 64 × u8 places in a 4 × 4 block that lies on its side, 16 for those not in it; in zigzag order. */
  quantisers: usize;
  places: usize;
  /** Where its samples go: u8 each. */
  target: usize;
  stride: usize;
  /** To the same block of the next MCU, and what is added at the end of a row of MCUs. */
  step: usize;
  rowStep: usize;
}

export function blockAt(blocks: usize, index: u32): Block {
  return changetype<Block>(blocks + <usize>index * offsetof<Block>());
}

/** The MCU's column, which restarts do not begin anew. */
let column: u32 = 0;

export function rewind(): void {
  column = 0;
}

/** To the next MCU, which may be the first of the next row. */
export function nextColumn(columns: u32, blocks: usize, blockCount: u32): void {
  column += 1;
  if (column < columns) return;
  column = 0;
  for (let index: u32 = 0; index < blockCount; index++) {
    const block = blockAt(blocks, index);
    block.target += block.rowStep;
  }
}
