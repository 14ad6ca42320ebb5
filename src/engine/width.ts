/** More engines than this have not been seen to pay, however many cores there are. */
const mostEngines = 8;

/** Where the browser does not tell its memory, it may be a phone's. */
const mostWithMemoryUnknown = 6;

/**
 * Of the machine's memory, for each engine. One that works on photos of 6 MP takes 100–200 MB (PSS; Chromium, two cores),
 * and some pictures are larger; the page, the browser and everybody else have to live, too.
 */
const gigabytesPerEngine = 1;

export interface Machine {
  /** Logical processors; 0 or `undefined` where the browser does not say. */
  cores: number | undefined;
  /** `navigator.deviceMemory` in GiB, which only Chromium tells: rounded to a power of two, and 8 stands for all above. */
  memoryGb: number | undefined;
}

/** How many engines there are to be, at least one: one per core, as far as memory goes. */
export function engineWidth({ cores, memoryGb }: Machine): number {
  const byMemory = memoryGb === undefined ? mostWithMemoryUnknown : Math.floor(memoryGb / gigabytesPerEngine);
  return Math.max(1, Math.min(cores || 2, byMemory, mostEngines));
}
