import { type Arena, createArena } from '../arena.ts';
import compiled from './png.as.ts?wasm';

/** What `png.as.ts` exports; all numbers are addresses and counts in its memory. */
interface Exports {
  memory: WebAssembly.Memory;
  prepare(): number;
  crc(at: number, byteLength: number, previous: number): number;
  beginRows(
    form: number,
    depth: number,
    width: number,
    height: number,
    rowBytes: number,
    rooms: number,
    palette: number,
    paletteCount: number,
  ): void;
  beginBoxes(hasAlpha: boolean, boxWidth: number, boxHeight: number, sums: number, target: number): void;
  beginStream(source: number, window: number, windowBytes: number): void;
  proceed(source: number, end: number, isFinal: boolean): number;
  usedTo(): number;
  sumOfAll(): number;
  isOpaque(): boolean | number;
}

/** The compiled loops and their memory. */
export type Loops = Omit<Exports, 'memory' | 'prepare'> & Arena;

/** Nine kilobytes of code: compiled on the spot. */
export function createLoops(): Loops {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(compiled));
  const exports = instance.exports as unknown as Exports;
  return { ...exports, ...createArena(exports.memory, exports.prepare()) };
}
