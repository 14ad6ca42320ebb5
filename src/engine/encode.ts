import type { OutputFormat } from '../formats/index.ts';
import type { VipsImage } from './vips.ts';

export interface Encoded {
  bytes: ArrayBuffer;
  /** A word for the user, if the file is not what was asked for. */
  note: string | null;
}

export interface EncodeOptions {
  format: OutputFormat;
  /** 1–100; formats without a quality take no notice. */
  quality: number;
  /** The file may not be larger; `null`: no bound. */
  limitBytes: number | null;
}

/**
 * Under a byte limit, finds the highest quality that fits, by bisection: sizes grow with quality, nearly without
 * exception, so nine files at most are made. If even the lowest quality is too large, that one is the answer.
 * @param save makes the file at a quality
 */
export async function encodeWithin(
  save: (quality: number) => ArrayBuffer | Promise<ArrayBuffer>,
  { format, quality, limitBytes }: EncodeOptions,
): Promise<Encoded> {
  const asked = await save(quality);
  if (limitBytes === null || asked.byteLength <= limitBytes) return { bytes: asked, note: null };
  const lowest = format.quality === null ? asked : await save(1);
  if (lowest.byteLength > limitBytes) {
    return { bytes: lowest, note: `could not reach ${limitBytes} bytes: ${lowest.byteLength} at the least` };
  }
  let best = { quality: 1, bytes: lowest };
  let tooHigh = quality;
  while (tooHigh - best.quality > 1) {
    const middle = Math.floor((best.quality + tooHigh) / 2);
    const bytes = await save(middle);
    if (bytes.byteLength <= limitBytes) best = { quality: middle, bytes };
    else tooHigh = middle;
  }
  return { bytes: best.bytes, note: `quality ${best.quality} to stay within ${limitBytes} bytes` };
}

/** Encodes a finished picture, all its frames if it has several. */
export function encode(image: VipsImage, options: EncodeOptions): Promise<Encoded> {
  const { saver } = options.format;
  return encodeWithin((quality) => {
    // Position, camera and owner are nobody's business: nothing but pixels leaves.
    const bytes = image.writeToBuffer(saver.suffix, { ...saver.options(quality), keep: 'none' });
    return toBuffer(bytes);
  }, options);
}

/** A buffer of its own that can be transferred; libvips' answer already is one, but its type does not say so. */
function toBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength ? buffer : bytes.slice().buffer;
}
