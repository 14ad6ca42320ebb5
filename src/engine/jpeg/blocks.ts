import { type Lookup, toSkips, toWholes } from './huffman.ts';
import type { Loops } from './loops.ts';
import type { Component, Outline, Scan } from './outline.ts';
import type { Canvas, CodedPlane } from './planes.ts';
import { zigzag } from './zigzag.ts';

/** The blocks of one MCU, in their order. */
export interface Blocks {
  at: number;
  count: number;
}

/** `Block` in `block.as.ts`, field by field; all but `component`, `side`, `last` and the steps are addresses. */
interface Block {
  dc: number;
  ac: number;
  whole: number;
  skip: number;
  component: number;
  side: number;
  last: number;
  quantisers: number;
  places: number;
  target: number;
  stride: number;
  step: number;
  rowStep: number;
}

/** Lays out what `scan` and its sisters need to know; `null` if the file has not said all of it. */
export function layOutBlocks(loops: Loops, canvas: Canvas, outline: Outline, scan: Scan): Blocks | null {
  const tables = createTables(loops);
  const blocks: Block[] = [];
  for (const { component: index, dc, ac } of scan.parts) {
    const component = canvas.frame.components[index];
    const plane = canvas.planes[index];
    const quantiser = outline.quantisers[component?.quantiser ?? 0];
    if (component === undefined || plane === undefined || quantiser === undefined) return null;
    plane.quantiser = quantiser[0] ?? 1;
    const isProgressive = plane.coefficients > 0;
    const isRefinement = isProgressive && scan.previous > 0;
    const dcTable = isRefinement ? noTable : tables.lookup(outline.dc[dc]);
    const acTable = isProgressive ? noTable : tables.all(outline.ac[ac]);
    if (dcTable === null || acTable === null) return null;
    const { side } = plane;
    const shared = {
      dc: dcTable.lookup,
      ac: acTable.lookup,
      whole: acTable.whole,
      skip: acTable.skip,
      component: index,
      side: isProgressive ? 0 : side,
      last: lastNeeded[side],
      quantisers: loops.put(Uint16Array.from(quantiser)),
      places: loops.put(toPlaces(side)),
    };
    blocks.push(...toTargets(component, plane).map((target) => ({ ...shared, ...target })));
  }
  return { at: loops.put(Uint32Array.from(blocks.flatMap(toFields))), count: blocks.length };
}

function toFields({ dc, ac, whole, skip, component, side, last, quantisers, places, ...where }: Block): number[] {
  const { target, stride, step, rowStep } = where;
  return [dc, ac, whole, skip, component, side, last, quantisers, places, target, stride, step, rowStep];
}

/** Where the blocks of a component go: samples, or the lowest coefficients of a progressive file, two bytes each. */
function toTargets(
  { across, down }: Component,
  plane: CodedPlane,
): Pick<Block, 'target' | 'stride' | 'step' | 'rowStep'>[] {
  const { side, coefficients, samples } = plane;
  const sampleBytes = coefficients > 0 ? 2 : 1;
  const start = coefficients > 0 ? coefficients : samples;
  const stride = plane.width * sampleBytes;
  const step = across * side * sampleBytes;
  const rowStep = stride * (down * side - 1);
  const places = Array.from({ length: across * down }, (_, index) => [index % across, Math.floor(index / across)]);
  return places.map(([x = 0, y = 0]) => {
    return { target: start + y * side * stride + x * side * sampleBytes, stride, step, rowStep };
  });
}

const noTable = { lookup: 0, whole: 0, skip: 0 };

/** Each table of the file is laid out once, however many components use it. */
function createTables(loops: Loops) {
  const layOut = (make: (table: Lookup) => Uint16Array | Int32Array) => {
    const known = new Map<Lookup, number>();
    return (table: Lookup) => {
      const at = known.get(table) ?? loops.put(make(table));
      known.set(table, at);
      return at;
    };
  };
  const lookup = layOut((table) => table);
  const whole = layOut(toWholes);
  const skip = layOut(toSkips);
  return {
    lookup: (table: Lookup | undefined) => (table === undefined ? null : { ...noTable, lookup: lookup(table) }),
    all: (table: Lookup | undefined) =>
      table === undefined ? null : { lookup: lookup(table), whole: whole(table), skip: skip(table) },
  };
}

/** In zigzag order, the last coefficient of the lowest n × n. */
const lastNeeded = { 1: 0, 2: 4, 4: 24 } as const;

/**
 * Where each coefficient goes in a block of 4 × 4, of which the lowest n × n are needed; 16 for all others. The block lies
 * on its side: its columns are transformed first, all at once, and that is how they come to lie as rows.
 */
function toPlaces(side: number): Uint8Array {
  return Uint8Array.from(zigzag, (natural) => {
    const row = natural >> 3;
    const column = natural & 7;
    return row < side && column < side ? column * 4 + row : 16;
  });
}
