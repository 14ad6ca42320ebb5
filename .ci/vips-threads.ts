/**
 * Threads that each instance of wasm-vips has, each a worker of its own. By itself it starts one for each core, but at
 * least six, all of them at once, and never more: libvips puts what finds no free thread in a queue, and if those that run
 * wait for what is queued, the instance stands still for ever.
 * One image at a time, with `concurrency(1)`, has never needed more than three (all fixtures, all formats; with two not
 * even the first picture is drawn in Chromium), so one is to spare. Against six that saves 30 MB of each engine (Chromium,
 * PSS, two engines on two cores: 455 MB for 518), and a tenth of its start; where there are more cores, more.
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
