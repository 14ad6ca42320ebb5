import { crc32 } from '../../core/crc32.ts';
import { createReader, type Reader } from '../../core/sniff/reader.ts';

/** The forms that a pixel has in a file; `png.as.ts` knows these numbers. */
export const forms = { grey: 0, rgb: 1, greyAlpha: 2, rgba: 3, indexed: 4, keyedRgb: 5 } as const;

/** What has to be known before the first row. */
export interface Outline {
  width: number;
  height: number;
  form: (typeof forms)[keyof typeof forms];
  /** Bits of a sample, and of a pixel. */
  depth: number;
  pixelBits: number;
  /**
   * RGBA. For `forms.indexed`: greys of less than 8 bits, or with one that is transparent, have one as well. For
   * `forms.keyedRgb` the one colour that is transparent.
   */
  palette: Uint8Array<ArrayBuffer>;
  /** Whether the palette has entries that can be seen through. */
  hasAlpha: boolean;
  /** Where the compressed pixels stand. */
  pieces: readonly Chunk[];
}

/** The content of a chunk: its first byte, and the one behind it, where its checksum stands. */
export interface Chunk {
  from: number;
  to: number;
}

interface NamedChunk extends Chunk {
  type: string;
}

const signature = '\x89PNG\r\n\x1a\n';

/** The checksum of a chunk counts its name. */
export const pieceNameCrc = crc32(Uint8Array.from('IDAT', (letter) => letter.charCodeAt(0)));

/** Samples of a pixel by the colour type, for those whose rows can be read as they are. */
const sampleCounts: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const colourType = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgba: 6 };

/**
 * Reads all chunks of a PNG with up to 8 bits a sample, not interlaced, and verifies the checksums of all but the pixels.
 * @returns `null` for any other file, and if anything in it is not as W3C's PNG demands
 */
export function readOutline(bytes: Uint8Array): Outline | null {
  const file = createReader(bytes);
  const chunks = file.text(0, 8) === signature ? listChunks(file) : null;
  if (chunks === null) return null;
  const pieces = chunks.filter(({ type }) => type === 'IDAT');
  const [header] = chunks;
  if (header?.type !== 'IHDR' || pieces.length === 0 || !isInOrder(chunks)) return null;
  const others = chunks.filter(({ type }) => type !== 'IDAT');
  if (others.some((chunk) => !isSound(file, chunk))) return null;
  const palettes = chunks.filter(({ type }) => type === 'PLTE');
  const transparencies = chunks.filter(({ type }) => type === 'tRNS');
  if (palettes.length > 1 || transparencies.length > 1) return null;
  const shape = readShape(file, header);
  if (shape === null) return null;
  const contentOf = (chunk: Chunk | undefined) => chunk && bytes.subarray(chunk.from, chunk.to);
  const colours = readColours(shape, contentOf(palettes[0]), contentOf(transparencies[0]));
  if (colours === null) return null;
  const { width, height, depth, samples } = shape;
  return { width, height, depth, pixelBits: depth * samples, ...colours, pieces };
}

/** All chunks up to `IEND`; `null` if that is missing, or if there is one that must be understood and is not. */
function listChunks(file: Reader): NamedChunk[] | null {
  const chunks: NamedChunk[] = [];
  let at = 8;
  while (file.has(at, 12)) {
    const type = file.text(at + 4, 4);
    const from = at + 8;
    const to = from + file.u32(at);
    if (!file.has(to, 4) || !/^(IHDR|PLTE|IDAT|IEND|[a-z][A-Za-z]{3})$/.test(type)) return null;
    chunks.push({ type, from, to });
    if (type === 'IEND') return to === from ? chunks : null;
    at = to + 4;
  }
  return null;
}

/** One header, the colours before the pixels, and these in one go. */
function isInOrder(chunks: readonly NamedChunk[]): boolean {
  const types = chunks.map(({ type }) => type);
  const first = types.indexOf('IDAT');
  const last = types.lastIndexOf('IDAT');
  return (
    types.lastIndexOf('IHDR') === 0 &&
    types.slice(first, last).every((type) => type === 'IDAT') &&
    types.lastIndexOf('PLTE') < first &&
    types.lastIndexOf('tRNS') < first
  );
}

function isSound(file: Reader, { from, to }: Chunk): boolean {
  return crc32(file.bytes.subarray(from - 4, to)) === file.u32(to);
}

interface Shape {
  width: number;
  height: number;
  depth: number;
  colour: number;
  samples: number;
}

function readShape(file: Reader, { from, to }: Chunk): Shape | null {
  const width = file.u32(from);
  const height = file.u32(from + 4);
  const depth = file.u8(from + 8);
  const colour = file.u8(from + 9);
  const samples = sampleCounts[colour];
  const isPacked = colour === colourType.grey || colour === colourType.palette;
  const isDepth = depth === 8 || (isPacked && (depth === 1 || depth === 2 || depth === 4));
  // Compression, filters, and that it is not interlaced.
  const isPlain = file.u8(from + 10) === 0 && file.u8(from + 11) === 0 && file.u8(from + 12) === 0;
  if (to - from !== 13 || samples === undefined || !isDepth || !isPlain || width === 0 || height === 0) return null;
  return { width, height, depth, colour, samples };
}

type Colours = Pick<Outline, 'form' | 'palette' | 'hasAlpha'>;

function readColours({ colour, depth }: Shape, colours?: Uint8Array, alphas?: Uint8Array): Colours | null {
  const none = { palette: new Uint8Array(), hasAlpha: false };
  switch (colour) {
    case colourType.palette:
      return readPalette(depth, colours, alphas);
    case colourType.grey:
      if (colours !== undefined) return null;
      return depth === 8 && alphas === undefined ? { form: forms.grey, ...none } : listGreys(depth, alphas);
    case colourType.rgb:
      return alphas === undefined ? { form: forms.rgb, ...none } : readKey(alphas);
    case colourType.greyAlpha:
      return alphas === undefined && colours === undefined ? { form: forms.greyAlpha, ...none } : null;
    default:
      return alphas === undefined ? { form: forms.rgba, ...none } : null;
  }
}

function readPalette(depth: number, colours?: Uint8Array, alphas: Uint8Array = new Uint8Array()): Colours | null {
  if (colours === undefined || colours.length % 3 !== 0) return null;
  const count = colours.length / 3;
  if (count === 0 || count > 2 ** depth || alphas.length > count) return null;
  const palette = new Uint8Array(4 * count).fill(255);
  for (let index = 0; index < count; index += 1) {
    palette.set(colours.subarray(3 * index, 3 * index + 3), 4 * index);
    palette[4 * index + 3] = alphas[index] ?? 255;
  }
  return { form: forms.indexed, palette, hasAlpha: alphas.some((alpha) => alpha < 255) };
}

/** Two bytes each, of which the first is for 16 bits. */
function readKey(key: Uint8Array): Colours | null {
  const [highRed, red = 0, highGreen, green = 0, highBlue, blue = 0] = key;
  if (key.length !== 6 || highRed !== 0 || highGreen !== 0 || highBlue !== 0) return null;
  return { form: forms.keyedRgb, palette: Uint8Array.of(red, green, blue, 0), hasAlpha: true };
}

function listGreys(depth: number, transparent?: Uint8Array): Colours | null {
  if (transparent !== undefined && transparent.length !== 2) return null;
  const hidden = transparent === undefined ? -1 : (transparent[0] ?? 0) * 256 + (transparent[1] ?? 0);
  const count = 2 ** depth;
  const palette = new Uint8Array(4 * count);
  for (let index = 0; index < count; index += 1) {
    const level = (index * 255) / (count - 1);
    palette.set([level, level, level, index === hidden ? 0 : 255], 4 * index);
  }
  return { form: forms.indexed, palette, hasAlpha: transparent !== undefined };
}
