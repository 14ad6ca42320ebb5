import type { Failure } from '../core/failure.ts';
import type { Head } from '../core/head.ts';
import type { Limits } from '../core/limits.ts';

export type PixelLimits = Pick<Limits, 'streamedPixels' | 'wholePixels' | 'frames'>;

/** Whether the header alone forbids to decode; no bomb is ever unpacked to find out. `null`: come in. */
export function refuse(head: Head, limits: PixelLimits): Failure | null {
  const pixels = head.width * head.height;
  const limitPixels = isStreamed(head) ? limits.streamedPixels : limits.wholePixels;
  return pixels > limitPixels ? { code: 'too-many-pixels', pixels, limitPixels } : null;
}

/** Baseline JPEG and plain PNG are decoded line by line; all else has to be held whole. */
function isStreamed({ kind, progressive }: Head): boolean {
  return (kind === 'jpeg' || kind === 'png') && !progressive;
}
