import type { Loops } from './loops.ts';
import type { Frame } from './outline.ts';

/** One component, as samples of a byte each. */
export interface Plane {
  /** Samples along a side of a block. */
  side: 1 | 2 | 4;
  /** In samples, padded to whole MCUs. */
  width: number;
  height: number;
  /** Address of the samples. */
  samples: number;
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
  planes: readonly Plane[];
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

export function layOutPlanes(loops: Loops, frame: Frame, eighths: 1 | 2 | 4): Canvas {
  const { width, height, components, isProgressive } = frame;
  const across = Math.max(...components.map((component) => component.across));
  const down = Math.max(...components.map((component) => component.down));
  const columns = Math.ceil(width / (8 * across));
  const rows = Math.ceil(height / (8 * down));
  const planes = components.map((component): Plane => {
    // Chroma at half size has twice as many coefficients to give, and then as many samples as luma.
    const isHalf = component.across * 2 <= across && component.down * 2 <= down;
    const side = isHalf && !isProgressive ? doubled[eighths] : eighths;
    const size = { width: columns * component.across * side, height: rows * component.down * side };
    const count = size.width * size.height;
    const coefficients = isProgressive ? loops.room(2 * count) : 0;
    return { side, ...size, samples: loops.room(count), coefficients, quantiser: 1 };
  });
  const scaled = { width: Math.ceil((width * eighths) / 8), height: Math.ceil((height * eighths) / 8) };
  return { frame, columns, rows, planes, ...scaled };
}

/** At 1/2, thumbnails mostly store chroma at half size themselves. */
const doubled = { 1: 2, 2: 4, 4: 4 } as const;

/** From planes to pixels; chroma that is still smaller is repeated, as libjpeg does at these sizes. */
export function toPixels(loops: Loops, { planes, width, height }: Canvas): Shrunken {
  for (const { coefficients, samples, quantiser, ...plane } of planes) {
    if (coefficients > 0) loops.toSamples(coefficients, plane.width * plane.height, quantiser, samples);
  }
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
