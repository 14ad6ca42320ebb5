/**
 * Threads that each instance of wasm-vips starts with, each a worker of its own. By itself it starts one for each core,
 * but at least six. It must have as many as it can ever need at once: one that is missing would have to be started while
 * the instance waits for it, which never ends.
 */
export const vipsThreads = 4;

/** How `vips-es6.js` asks for them: for its pool of workers, and for libvips itself (`VIPS_MAX_THREADS`). */
const literal = 'navigator.hardwareConcurrency>6?navigator.hardwareConcurrency:6';
const places = 2;

/** The script with so many threads. Throws if a new version of wasm-vips asks for them in another way. */
export function limitThreads(script: string): string {
  const parts = script.split(literal);
  if (parts.length !== places + 1) {
    throw new Error(`vips-es6.js asks ${parts.length - 1} times for its threads, not ${places} times: look at it anew`);
  }
  return parts.join(String(vipsThreads));
}
