import type { Buffers } from './fetch-whole.ts';
import { free } from './free.ts';

/** Smaller ones are not worth telling apart. */
const leastBytes = 2 ** 16;
/**
 * Larger than most photos, and often a body without an end. Such memory would be kept and hardly ever used again, or
 * dropped and not missed: so it is of the kind that can be freed, at the cost of one copy for the engine.
 */
const sharedLimitBytes = 2 ** 23;
/** Kept for later, in all: what a handful of photos need. */
const mostKept = 2 ** 25;

/** A buffer may be larger than what is asked for by this: a snug fit would seldom be found. */
const mostSlack = 1.5;

/**
 * Memory that workers and the page see alike, so that a download is not copied on its way to an engine. It is used again
 * and again: fresh memory has to be cleared by the system page by page, which takes longer than to fill it, and browsers'
 * garbage collectors are not told how much hangs on a shared buffer.
 */
export function createSharedBuffers(): Buffers {
  const kept: SharedArrayBuffer[] = [];
  let keptNow = 0;
  return {
    take(byteLength) {
      if (byteLength > sharedLimitBytes) return new ArrayBuffer(byteLength);
      const size = toSize(byteLength);
      const fitting = kept.filter((buffer) => buffer.byteLength >= size && buffer.byteLength <= mostSlack * size);
      const [first, ...others] = fitting;
      if (first === undefined) return new SharedArrayBuffer(size);
      const best = others.reduce((least, buffer) => (buffer.byteLength < least.byteLength ? buffer : least), first);
      kept.splice(kept.indexOf(best), 1);
      keptNow -= best.byteLength;
      return best;
    },
    give(buffer) {
      if (buffer instanceof ArrayBuffer) return free(buffer);
      if (keptNow + buffer.byteLength > mostKept) return;
      keptNow += buffer.byteLength;
      kept.push(buffer);
    },
  };
}

/** Four sizes for each power of two: with one, photos of 2 MB took nearly twice their weight. */
function toSize(byteLength: number): number {
  if (byteLength <= leastBytes) return leastBytes;
  const step = 2 ** (Math.floor(Math.log2(byteLength)) - 2);
  return Math.ceil(byteLength / step) * step;
}
