import { type Lookup, toLookup } from './huffman.ts';

export interface Component {
  id: number;
  /** Blocks of it in an MCU, 1–4 each. */
  across: number;
  down: number;
  /** Which of the quantisers. */
  quantiser: number;
}

export interface Frame {
  isProgressive: boolean;
  width: number;
  height: number;
  components: readonly Component[];
}

/** What the segments said so far; later ones replace what earlier ones said. */
export interface Outline {
  frame: Frame | null;
  /** By their number; 64 values in zigzag order. */
  quantisers: (Uint8Array | undefined)[];
  dc: (Lookup | undefined)[];
  ac: (Lookup | undefined)[];
  /** MCUs between restarts, 0: none. */
  restartInterval: number;
}

export interface Scan {
  /** Index in the frame's components, and which Huffman tables. */
  parts: readonly { component: number; dc: number; ac: number }[];
  /** First coefficient; progressive files only: the bits that are left out, now and in the scan that this one refines. */
  first: number;
  approximation: number;
  previous: number;
}

/** `from` and `to`: of its content. */
export interface Segment {
  marker: number;
  from: number;
  to: number;
}

export const marker = { sof0: 0xc0, sof1: 0xc1, sof2: 0xc2, dht: 0xc4, eoi: 0xd9, sos: 0xda, dqt: 0xdb, dri: 0xdd };

export function createOutline(): Outline {
  return { frame: null, quantisers: [], dc: [], ac: [], restartInterval: 0 };
}

/** The segment that begins at `at`; `null` if none does, or if it is cut short. */
export function readSegment(bytes: Uint8Array, at: number): Segment | null {
  let from = at;
  if (bytes[from] !== 0xff) return null;
  while (bytes[from + 1] === 0xff) from += 1;
  const code = bytes[from + 1] ?? 0;
  if (code === marker.eoi) return { marker: code, from: from + 2, to: from + 2 };
  const length = u16(bytes, from + 2);
  const to = from + 2 + length;
  return length < 2 || to > bytes.length ? null : { marker: code, from: from + 4, to };
}

/** Takes in a segment; false if it says something that this decoder does not know, or nonsense. */
export function addSegment(outline: Outline, bytes: Uint8Array, { marker: code, from, to }: Segment): boolean {
  const body = bytes.subarray(from, to);
  if (code === marker.dqt) return addQuantisers(outline, body);
  if (code === marker.dht) return addTables(outline, body);
  if (code === marker.dri) {
    outline.restartInterval = u16(body, 0);
    return body.length === 2;
  }
  if (code === marker.sof0 || code === marker.sof1 || code === marker.sof2) {
    if (outline.frame !== null) return false;
    outline.frame = readFrame(body, code === marker.sof2);
    return outline.frame !== null;
  }
  // Adobe's: the colours may be something else than JFIF's.
  if (code === 0xee && String.fromCharCode(...body.subarray(0, 5)) === 'Adobe') return body[11] === 1;
  return (code >= 0xe0 && code <= 0xef) || code === 0xfe;
}

/** Eight bits, one component or three; `null` if it is anything else. */
function readFrame(body: Uint8Array, isProgressive: boolean): Frame | null {
  const count = body[5] ?? 0;
  if (body[0] !== 8 || (count !== 1 && count !== 3) || body.length !== 6 + 3 * count) return null;
  const components = Array.from({ length: count }, (_, index) => {
    const at = 6 + 3 * index;
    const sampling = body[at + 1] ?? 0;
    return { id: body[at] ?? 0, across: sampling >> 4, down: sampling & 15, quantiser: body[at + 2] ?? 0 };
  });
  // A scan of one component has no MCUs of several blocks, whatever its sampling says.
  const [only] = components;
  if (count === 1 && only !== undefined) only.across = only.down = 1;
  const [luma, blue, red] = components;
  const isSound =
    components.every(({ across, down }) => isFactor(across) && isFactor(down)) &&
    blue?.across === red?.across &&
    blue?.down === red?.down &&
    (blue === undefined || (luma !== undefined && luma.across >= blue.across && luma.down >= blue.down));
  const isNamedByColour = components.map(({ id }) => String.fromCharCode(id)).join('') === 'RGB';
  const height = u16(body, 1);
  const width = u16(body, 3);
  return isSound && !isNamedByColour && width > 0 && height > 0 ? { isProgressive, width, height, components } : null;
}

function isFactor(factor: number): boolean {
  return factor === 1 || factor === 2 || factor === 4;
}

function addQuantisers(outline: Outline, body: Uint8Array): boolean {
  // Those of 16 bits belong to pictures of 12 bits.
  for (let at = 0; at < body.length; at += 65) {
    const number = body[at] ?? 0;
    if (number > 3 || at + 65 > body.length) return false;
    outline.quantisers[number] = body.subarray(at + 1, at + 65);
  }
  return true;
}

function addTables(outline: Outline, body: Uint8Array): boolean {
  let at = 0;
  while (at < body.length) {
    const number = body[at] ?? 0;
    const counts = body.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const to = at + 17 + total;
    const lookup = toLookup(counts, body.subarray(at + 17, to));
    if ((number & 0xef) > 3 || to > body.length || lookup === null) return false;
    (number < 16 ? outline.dc : outline.ac)[number & 15] = lookup;
    at = to;
  }
  return true;
}

/** What a start-of-scan segment says; `null` for components that the frame does not have. */
export function readScan(body: Uint8Array, { components }: Frame): Scan | null {
  const count = body[0] ?? 0;
  if (body.length !== 4 + 2 * count) return null;
  const parts = Array.from({ length: count }, (_, index) => {
    const tables = body[2 + 2 * index] ?? 0;
    const component = components.findIndex(({ id }) => id === body[1 + 2 * index]);
    return { component, dc: tables >> 4, ac: tables & 15 };
  });
  if (parts.some(({ component }) => component < 0)) return null;
  const bits = body[3 + 2 * count] ?? 0;
  return { parts, first: body[1 + 2 * count] ?? 0, approximation: bits & 15, previous: bits >> 4 };
}

/** Where the next marker is that is not part of entropy-coded bytes, as stuffing and restarts are. */
export function nextMarker(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0) {
    const code = bytes[at + 1] ?? 0;
    if (code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 1);
  }
  return bytes.length;
}

function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
