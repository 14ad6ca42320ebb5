import type { Failure } from '../core/failure.ts';
import type { Head } from '../core/head.ts';
import type { Limits } from '../core/limits.ts';
import { isNestedDeeper } from './nesting.ts';
import type { RenderRequest } from './render.ts';

export type PictureLimits = Pick<Limits, 'streamedPixels' | 'wholePixels' | 'nesting' | 'frames'>;

/** Whether what can be seen without decoding forbids it; no bomb is ever unpacked to find out. `null`: come in. */
export function refuse({ bytes, head }: Pick<RenderRequest, 'bytes' | 'head'>, limits: PictureLimits): Failure | null {
  const pixels = head.width * head.height;
  const limitPixels = isStreamed(head) ? limits.streamedPixels : limits.wholePixels;
  if (pixels > limitPixels) return { code: 'too-many-pixels', pixels, limitPixels };
  const isTooDeep = head.kind === 'svg' && isNestedDeeper(bytes, limits.nesting);
  return isTooDeep ? { code: 'too-deep', limit: limits.nesting } : null;
}

/** Baseline JPEG and plain PNG are decoded line by line; all else has to be held whole. */
function isStreamed({ kind, progressive }: Head): boolean {
  return (kind === 'jpeg' || kind === 'png') && !progressive;
}
