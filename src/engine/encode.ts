import type { OutputFormat } from '../formats/index.ts';
import type { VipsImage } from './vips.ts';

export interface Encoded {
  bytes: Uint8Array;
  note: string | null;
}

export interface EncodeOptions {
  format: OutputFormat;
  /** 1–100; ignored by formats without a quality. */
  quality: number;
  /** The file may not be larger; `null`: no bound. */
  limitBytes: number | null;
}

/**
 * Encodes a finished picture without any of the source's metadata. Under a byte limit it finds the highest quality that
 * fits, by bisection: sizes grow with quality, nearly without exception, so seven files at most are made.
 */
export function encode(image: VipsImage, { format, quality, limitBytes }: EncodeOptions): Encoded {
  const best = save(image, format, quality);
  if (limitBytes === null || best.byteLength <= limitBytes) return { bytes: best, note: null };
  if (format.quality === null) return { bytes: best, note: tooLarge(best, limitBytes) };
  let smallest = save(image, format, 1);
  if (smallest.byteLength > limitBytes) return { bytes: smallest, note: tooLarge(smallest, limitBytes) };
  let fits = 1;
  let fails = quality;
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    const bytes = save(image, format, middle);
    if (bytes.byteLength > limitBytes) fails = middle;
    else {
      fits = middle;
      smallest = bytes;
    }
  }
  return { bytes: smallest, note: `quality ${fits} to stay within ${limitBytes} bytes` };
}

function save(image: VipsImage, { saver }: OutputFormat, quality: number): Uint8Array {
  // Position, camera and owner are nobody's business: nothing but pixels leaves.
  return image.writeToBuffer(saver.suffix, { ...saver.options(quality), keep: 'none' });
}

function tooLarge(bytes: Uint8Array, limitBytes: number): string {
  return `could not reach ${limitBytes} bytes: ${bytes.byteLength} at the least`;
}
