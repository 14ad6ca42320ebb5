import type { Chroma } from './chroma.ts';
import type { Loops } from './loops.ts';
import type { Frame } from './outline.ts';

/** One component of a picture: bytes in rows that follow each other without a gap. */
export interface Plane {
  /** Address of the first sample. */
  samples: number;
  /** In samples, as far as there is room. */
  width: number;
  height: number;
  /** How many of them are picture; of the last column and row only a part may be. */
  across: number;
  down: number;
}

/** One that is decoded, padded to whole MCUs. */
export interface CodedPlane extends Plane {
  /** Samples along a side of a block. */
  side: 1 | 2 | 4;
  /** Address of a progressive file's lowest coefficients, i16 each, of which the samples are made at the end; else 0. */
  coefficients: number;
  /** Of the lowest coefficient. */
  quantiser: number;
}

/** What is drawn on: everything whose size follows from the frame. */
export interface Canvas {
  frame: Frame;
  /** MCUs. */
  columns: number;
  rows: number;
  planes: readonly CodedPlane[];
  /** Of the picture, in pixels. */
  width: number;
  height: number;
}

/** Pixels of four bytes: red, green, blue and 255. A view into the decoder's memory: valid until the next picture. */
export interface Shrunken {
  pixels: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
}

export function layOutPlanes(loops: Loops, frame: Frame, eighths: 1 | 2 | 4, chroma: Chroma): Canvas {
  const { width, height, components, isProgressive } = frame;
  const across = Math.max(...components.map((component) => component.across));
  const down = Math.max(...components.map((component) => component.down));
  const columns = Math.ceil(width / (8 * across));
  const rows = Math.ceil(height / (8 * down));
  const planes = components.map((component, index): CodedPlane => {
    // Of a progressive file only means are read. In others, chroma at half size has more coefficients to give.
    const isAll = isProgressive || index === 0;
    const side = isAll ? eighths : sideFor(across / component.across, down / component.down, eighths, chroma);
    const size = { width: columns * component.across * side, height: rows * component.down * side };
    const count = size.width * size.height;
    const coefficients = isProgressive ? loops.room(2 * count) : 0;
    const picture = {
      across: (width * component.across * side) / (8 * across),
      down: (height * component.down * side) / (8 * down),
    };
    return { side, ...size, ...picture, samples: loops.room(count), coefficients, quantiser: 1 };
  });
  const scaled = { width: Math.ceil((width * eighths) / 8), height: Math.ceil((height * eighths) / 8) };
  return { frame, columns, rows, planes, ...scaled };
}

/**
 * Samples along a side of a block of chroma, so that there are as many as are wanted, if the file has them.
 * @param wider how many times more samples of luma the file has in a row, and in a column
 */
function sideFor(wider: number, higher: number, eighths: 1 | 2 | 4, chroma: Chroma): 1 | 2 | 4 {
  const wanted = eighths * (chroma === 'full' ? Math.min(wider, higher) : Math.max(wider, higher) / 2);
  if (wanted >= 4) return 4;
  return wanted >= 2 ? 2 : 1;
}

/** From planes to pixels; chroma that is still smaller is repeated, as libjpeg does at these sizes. */
export function toPixels(loops: Loops, { planes, width, height }: Canvas): Shrunken {
  const [luma, blue, red] = planes;
  const grey = loops.put(new Uint8Array(width).fill(128));
  // Rows are written eight pixels at a time.
  const target = loops.room(width * height * 4 + 32);
  if (luma !== undefined) {
    const narrow = blue === undefined ? 0 : Math.log2(luma.width / blue.width);
    const low = blue === undefined ? 0 : Math.log2(luma.height / blue.height);
    const rowOf = (plane: Plane | undefined, y: number) =>
      plane === undefined ? grey : plane.samples + (y >> low) * plane.width;
    for (let y = 0; y < height; y += 1) {
      const row = luma.samples + y * luma.width;
      loops.toPixels(row, rowOf(blue, y), rowOf(red, y), narrow, width, target + y * width * 4);
    }
  }
  return { pixels: loops.view(target, width * height * 4), width, height };
}
