import { type Arena, createArena } from '../arena.ts';
import compiled from './loops.as.ts?wasm';

/** What `loops.as.ts` exports; all numbers are addresses and counts in its memory. */
interface Exports {
  memory: WebAssembly.Memory;
  unstuff(source: number, end: number, target: number): number;
  stoppedAt(): number;
  rewind(): void;
  scan(
    stream: number,
    end: number,
    mcus: number,
    columns: number,
    blocks: number,
    blockCount: number,
    predictions: number,
    coefficients: number,
    shift: number,
  ): number;
  refineLowest(
    stream: number,
    end: number,
    mcus: number,
    columns: number,
    blocks: number,
    blockCount: number,
    shift: number,
  ): number;
  toSamples(coefficients: number, count: number, quantiser: number, target: number): void;
  toPixels(luma: number, blue: number, red: number, narrow: number, width: number, target: number): void;
  sumRows(source: number, stride: number, taps: number, weights: number, length: number, target: number): void;
  sumAcross(
    row: number,
    firsts: number,
    weights: number,
    taps: number,
    count: number,
    target: number,
    step: number,
  ): void;
  pad(plane: number, width: number, height: number, fullWidth: number, fullHeight: number): void;
  prepare(order: number, room: number): void;
  tokenise(columns: number, parts: number, partCount: number, counts: number, target: number): number;
  emit(tokens: number, end: number, codes: number, target: number): number;
}

/** The compiled loops and their memory. */
export type Loops = Omit<Exports, 'memory'> & Arena;

/** Eight kilobytes of code: compiled on the spot. The compiler may use the first page for itself. */
export function createLoops(): Loops {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(compiled));
  const exports = instance.exports as unknown as Exports;
  return { ...exports, ...createArena(exports.memory, 65_536) };
}

let shared: Loops | null = null;

/** Those of this worker, which draws one picture at a time: their memory never shrinks, so there is only one of it. */
export function sharedLoops(): Loops {
  shared ??= createLoops();
  return shared;
}
