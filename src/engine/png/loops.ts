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

/** The compiled loops and their memory, which is laid out anew for each picture. */
export interface Loops extends Omit<Exports, 'memory' | 'prepare'> {
  /**
   * Addresses for so many bytes each, aligned to 16; what is in them is left from earlier pictures, and views from
   * before are gone.
   */
  layOut<Name extends string>(byteLengths: Record<Name, number>): Record<Name, number>;
  /** A view that stands until the next layout. */
  view(at: number, byteLength: number): Uint8Array<ArrayBuffer>;
}

const pageBytes = 65_536;

/** Nine kilobytes of code: compiled on the spot. */
export function createLoops(): Loops {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(compiled));
  const exports = instance.exports as unknown as Exports;
  const { memory } = exports;
  const start = exports.prepare();
  return {
    ...exports,
    layOut(byteLengths) {
      let free = start;
      const places = Object.entries<number>(byteLengths).map(([name, byteLength]) => {
        const at = (free + 15) & ~15;
        free = at + byteLength;
        return [name, at] as const;
      });
      const missing = free - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
      return Object.fromEntries(places) as typeof byteLengths;
    },
    view: (at, byteLength) => new Uint8Array(memory.buffer as ArrayBuffer, at, byteLength),
  };
}
