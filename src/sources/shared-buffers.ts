import type { Buffers } from './fetch-whole.ts';

/** Smaller ones are not worth telling apart. */
const leastBytes = 2 ** 16;
/** Kept for later, in all: what a handful of photos need. */
const keptBytes = 2 ** 26;

/**
 * Memory that workers and the page see alike, so that a download is not copied on its way to an engine. It is used again
 * and again: fresh memory has to be cleared by the system page by page, which takes longer than to fill it, and browsers'
 * garbage collectors are not told how much hangs on a shared buffer.
 * Sizes are powers of two, so that what one photo leaves fits the next.
 */
export function createSharedBuffers(): Buffers {
  const free = new Map<number, SharedArrayBuffer[]>();
  let freeBytes = 0;
  return {
    take(byteLength) {
      const size = Math.max(leastBytes, 2 ** Math.ceil(Math.log2(byteLength)));
      const buffer = free.get(size)?.pop();
      if (buffer === undefined) return new SharedArrayBuffer(size);
      freeBytes -= size;
      return buffer;
    },
    give(buffer) {
      if (!(buffer instanceof SharedArrayBuffer) || freeBytes + buffer.byteLength > keptBytes) return;
      freeBytes += buffer.byteLength;
      const same = free.get(buffer.byteLength) ?? [];
      same.push(buffer);
      free.set(buffer.byteLength, same);
    },
  };
}
