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

/** The compiled loops and their memory, which is laid out anew for each picture. */
export interface Loops extends Omit<Exports, 'memory'> {
  /** Forgets everything that was laid out. */
  clear(): void;
  /** Forgets what was laid out since this was called; to be called once. */
  bookmark(): () => void;
  /** Room for so many bytes; what is in it is left from earlier pictures. Aligned to 16. */
  room(byteLength: number): number;
  /** The same, filled. */
  put(content: Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array): number;
  /** Of the memory, which only grows. */
  memoryBytes(): number;
  /** A view that stands until the next `room`. */
  view(at: number, byteLength: number): Uint8Array<ArrayBuffer>;
}

const pageBytes = 65_536;

/** Eight kilobytes of code: compiled on the spot. Room is made behind its own first page, which the compiler may use. */
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
    bookmark() {
      const before = free;
      return () => {
        free = before;
      };
    },
    room,
    memoryBytes: () => memory.buffer.byteLength,
    put(content) {
      const at = room(content.byteLength);
      view(at, content.byteLength).set(new Uint8Array(content.buffer, content.byteOffset, content.byteLength));
      return at;
    },
    view,
  };
}

let shared: Loops | null = null;

/** Those of this worker, which draws one picture at a time: their memory never shrinks, so there is only one of it. */
export function sharedLoops(): Loops {
  shared ??= createLoops();
  return shared;
}

/** Bytes of that memory; 0 before the first picture. */
export function sharedLoopsBytes(): number {
  return shared?.memoryBytes() ?? 0;
}
