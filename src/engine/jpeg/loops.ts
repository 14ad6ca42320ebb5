import compiled from './scan.as.ts?wasm';

/** What `scan.as.ts` exports; all numbers are addresses and counts in its memory. */
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
  ): number;
  scanLowest(
    stream: number,
    end: number,
    mcus: number,
    columns: number,
    blocks: number,
    blockCount: number,
    predictions: number,
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
}

/** The compiled loops and their memory, which is laid out anew for each picture. */
export interface Loops extends Omit<Exports, 'memory'> {
  /** Forgets everything that was laid out. */
  clear(): void;
  /** Room for so many bytes; what is in it is left from earlier pictures. Aligned to 16. */
  room(byteLength: number): number;
  /** The same, filled. */
  put(content: Uint8Array | Uint16Array | Uint32Array): number;
  /** A view that stands until the next `room`. */
  view(at: number, byteLength: number): Uint8Array<ArrayBuffer>;
}

const pageBytes = 65_536;

/** Three kilobytes of code: compiled on the spot. Room is made behind its own first page, which the compiler may use. */
export function createLoops(): Loops {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(compiled));
  const exports = instance.exports as unknown as Exports;
  const { memory } = exports;
  let free = pageBytes;

  function room(byteLength: number): number {
    const at = free;
    free += (byteLength + 15) & ~15;
    const missing = free - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
    return at;
  }

  const view = (at: number, byteLength: number) => new Uint8Array(memory.buffer as ArrayBuffer, at, byteLength);

  return {
    ...exports,
    clear() {
      free = pageBytes;
    },
    room,
    put(content) {
      const at = room(content.byteLength);
      view(at, content.byteLength).set(new Uint8Array(content.buffer, content.byteOffset, content.byteLength));
      return at;
    },
    view,
  };
}
