import { layOutBlocks } from './blocks.ts';
import type { Chroma } from './chroma.ts';
import type { Loops } from './loops.ts';
import {
  addSegment,
  createOutline,
  marker,
  nextMarker,
  type Outline,
  readScan,
  readSegment,
  type Scan,
} from './outline.ts';
import { type Canvas, layOutPlanes, type Shrunken, toPixels } from './planes.ts';

/** Bytes of a file; a larger one would be kept twice in memory that never shrinks. */
export const quickJpegLimitBytes = 32 * 2 ** 20;

/** Pixels that are delivered, at most: 64 MB of that memory. libvips draws larger pictures in strips. */
export const quickJpegLimitPixels = 2 ** 24;

/** Decodes a JPEG into pixels, as `decodePlanes` does. */
export function decodeShrunken(loops: Loops, bytes: Uint8Array, eighths: 1 | 2 | 4): Shrunken | null {
  const canvas = decodePlanes(loops, bytes, eighths, 'full');
  return canvas === null ? null : toPixels(loops, canvas);
}

/**
 * Decodes a JPEG at 1/8, 1/4 or 1/2 of its size (sides rounded up), of each 8 × 8 block only the coefficients that this
 * needs: the mean, the lowest 2 × 2 or 4 × 4; of chroma that is stored at half size, and wanted in full, the lowest 2 × 2
 * and then 4 × 4. Of a progressive file, at 1/8 only, the scans of higher coefficients are not even looked at.
 *
 * Takes what nearly all photos are: Huffman-coded, 8 bits, grey or YCbCr, one scan or progressive, whole and sound.
 * @returns `null` for anything else, damaged files included: libvips knows better what is the matter with them
 */
export function decodePlanes(loops: Loops, bytes: Uint8Array, eighths: 1 | 2 | 4, chroma: Chroma): Canvas | null {
  if (bytes.length > quickJpegLimitBytes) return null;
  loops.clear();
  const outline = createOutline();
  let drawing: Drawing | null = null;
  let at = 2;
  for (;;) {
    const segment = readSegment(bytes, at);
    if (segment === null) return null;
    if (segment.marker === marker.eoi) return drawing === null ? null : finish(loops, drawing.canvas);
    at = segment.to;
    if (segment.marker !== marker.sos) {
      if (!addSegment(outline, bytes, segment)) return null;
      continue;
    }
    const { frame } = outline;
    const scan = frame === null ? null : readScan(bytes.subarray(segment.from, segment.to), frame);
    if (frame === null || scan === null || (frame.isProgressive && eighths !== 1)) return null;
    if (frame.isProgressive && scan.first > 0) {
      at = nextMarker(bytes, at);
      continue;
    }
    // What is not progressive is drawn in one scan.
    if (drawing !== null && !frame.isProgressive) return null;
    if (frame.width * frame.height * (eighths / 8) ** 2 > quickJpegLimitPixels) return null;
    drawing ??= { canvas: layOutPlanes(loops, frame, eighths, chroma), ...layOutFile(loops, bytes) };
    const next = drawScan(loops, drawing, outline, scan, at);
    if (next === null) return null;
    at = next;
  }
}

/** Of a progressive file there are coefficients so far. */
function finish(loops: Loops, canvas: Canvas): Canvas {
  for (const { coefficients, samples, quantiser, width, height } of canvas.planes) {
    if (coefficients > 0) loops.toSamples(coefficients, width * height, quantiser, samples);
  }
  return canvas;
}

interface Drawing {
  canvas: Canvas;
  /** Address of the file, and of its end. */
  file: number;
  fileEnd: number;
  /** Where the bits of a scan go without their stuffing. What is read ahead of the end is there, and not believed. */
  stream: number;
}

function layOutFile(loops: Loops, bytes: Uint8Array): Omit<Drawing, 'canvas'> {
  const file = loops.put(bytes);
  return { file, fileEnd: file + bytes.length, stream: loops.room(bytes.length + 64) };
}

/**
 * Draws one scan, from one restart to the next.
 * @param at of its first bits in the file
 * @returns where the next segment begins; `null` if the file is not sound
 */
function drawScan(loops: Loops, drawing: Drawing, outline: Outline, scan: Scan, at: number): number | null {
  const { canvas, file, fileEnd, stream } = drawing;
  const { frame, columns, rows } = canvas;
  // One component of several alone has its blocks in another order.
  if (scan.parts.length !== frame.components.length) return null;
  const blocks = layOutBlocks(loops, canvas, outline, scan);
  if (blocks === null) return null;
  const isRefinement = frame.isProgressive && scan.previous > 0;
  const predictions = loops.room(3 * 4);
  const coefficients = loops.room(17 * 4);
  const total = columns * rows;
  const interval = outline.restartInterval > 0 ? outline.restartInterval : total;
  loops.rewind();
  let source = file + at;
  for (let done = 0; ; done += interval) {
    const end = loops.unstuff(source, fileEnd, stream);
    source = loops.stoppedAt();
    loops.view(predictions, 3 * 4).fill(0);
    const part = [stream, end, Math.min(interval, total - done), columns, blocks.at, blocks.count] as const;
    const used = isRefinement
      ? loops.refineLowest(...part, scan.approximation)
      : loops.scan(...part, predictions, coefficients, scan.approximation);
    // Bytes to spare are as suspicious as missing ones.
    if (used < 0 || stream + used !== end) return null;
    if (done + interval >= total) return source - file;
    const [first, second] = loops.view(source, 2);
    if (first !== 0xff || second !== 0xd0 + ((done / interval) & 7)) return null;
    source += 2;
  }
}
