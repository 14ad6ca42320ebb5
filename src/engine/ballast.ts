/** Small whole numbers, of which V8 keeps each in four bytes: 6 MB. */
const count = 1.5 * 2 ** 20;

/**
 * Something that lies on this worker's heap for as long as it lives. V8 lets a heap grow to a multiple of what is alive
 * before it collects in earnest, and a light engine keeps no more than one megabyte alive: it was collected every third of
 * a second, and each time lost the compiled code of all functions that pictures make anew. For 300 JPEGs of 100 KB the
 * threads beside the engines took 1.1 s of processor to compile and to collect; with this it is 0.8 s, as it is in whole
 * engines, whose heap is larger by nature. Twice as much would save another tenth of a second, for 6 MB an engine more.
 */
export function takeBallast(): void {
  Object.assign(globalThis, { ballast: new Array<number>(count).fill(0) });
}
