/**
 * Emscripten looks up where functions stand in wasm-vips' table, so that side modules can point to them. It does so by
 * reading all 6,136 places, in each thread of each instance, and of every place that is read the browser makes a function
 * that stays: of the 4.5 MB that a thread has on its heap it was 0.9, and every new instance begins by filling as much of
 * the heap again. But it never asks for any but the functions that `vips.wasm` exports, and where these stand the file
 * itself tells: fewer than a hundred places.
 */

/** How `vips-es6.js` reads the table of `vips.wasm`; those of side modules are read elsewhere. */
const literal = 'De(0,N.length)';

/** The script with only these places read. Throws if a new version of wasm-vips reads its table in another way. */
export function narrowTable(script: string, places: readonly number[]): string {
  const parts = script.split(literal);
  if (parts.length !== 2) {
    throw new Error(`vips-es6.js reads its table ${parts.length - 1} times, not once: look at it anew`);
  }
  return parts.join(`[${places}].forEach(a=>De(a,1))`);
}

const exportSection = 7;
const elementSection = 9;

/** Where in its table a module puts functions that it exports as well. Throws if it fills the table in an unusual way. */
export function exportedPlaces(wasm: Uint8Array): number[] {
  const sections = readSections(wasm);
  const exported = readExports(createReader(sections.get(exportSection)));
  const { offset, functions } = readElements(createReader(sections.get(elementSection)));
  return functions.flatMap((index, at) => (exported.has(index) ? [offset + at] : []));
}

/** The contents of each section by its number: https://webassembly.github.io/spec/core/binary/modules.html */
function readSections(wasm: Uint8Array): Map<number, Uint8Array> {
  const sections = new Map<number, Uint8Array>();
  const header = 8;
  const reader = createReader(wasm.subarray(header));
  while (!reader.isAtEnd()) sections.set(reader.byte(), reader.bytes(reader.number()));
  return sections;
}

/** Indices of exported functions. */
function readExports(reader: Reader): Set<number> {
  const functions = new Set<number>();
  for (let count = reader.number(); count > 0; count--) {
    reader.bytes(reader.number());
    const kind = reader.byte();
    const index = reader.number();
    if (kind === 0) functions.add(index);
  }
  return functions;
}

/** The one segment that linkers make: a constant offset, and indices of functions. */
function readElements(reader: Reader): { offset: number; functions: number[] } {
  const [i32Const, end] = [0x41, 0x0b];
  const isUsual = reader.number() === 1 && reader.number() === 0 && reader.byte() === i32Const;
  const offset = reader.number();
  if (!isUsual || reader.byte() !== end) throw new Error('vips.wasm fills its table in another way: look at it anew');
  return { offset, functions: Array.from({ length: reader.number() }, () => reader.number()) };
}

type Reader = ReturnType<typeof createReader>;

function createReader(bytes: Uint8Array = new Uint8Array(0)) {
  let at = 0;
  const byte = () => {
    const value = bytes[at];
    if (value === undefined) throw new Error('vips.wasm ends too soon');
    at += 1;
    return value;
  };
  return {
    isAtEnd: () => at === bytes.length,
    byte,
    /** LEB128, unsigned. */
    number() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const next = byte();
        value += (next & 127) * 2 ** shift;
        if (next < 128) return value;
      }
    },
    bytes(length: number) {
      at += length;
      return bytes.subarray(at - length, at);
    },
  };
}
