/** How fast a run goes, from totals that are reported to it now and then. Times in milliseconds of running time. */
export interface Meter {
  sample(nowMs: number, images: number, bytes: number): void;
  /** `null` while a run is so young that nothing having come says nothing. */
  imagesPerSecond(): number | null;
  /** The same of bytes. */
  bytesPerSecond(): number | null;
  /** Until `left` images are through; `null` until the rate has settled. */
  remainingMs(left: number): number | null;
}

/** The rate is that of the last ten seconds: long enough to be steady, short enough to follow a change of host. */
const windowMs = 10_000;
const settledMs = 1_500;

export function createMeter(): Meter {
  const samples: { nowMs: number; images: number; bytes: number }[] = [];
  const span = () => {
    const first = samples[0];
    const last = samples.at(-1);
    if (first === undefined || last === undefined || last.nowMs <= first.nowMs) return null;
    return { ms: last.nowMs - first.nowMs, images: last.images - first.images, bytes: last.bytes - first.bytes };
  };
  const perSecond = (of: 'images' | 'bytes') => {
    const covered = span();
    if (covered === null || (covered[of] === 0 && covered.ms < settledMs)) return null;
    return (covered[of] * 1000) / covered.ms;
  };
  return {
    sample(nowMs, images, bytes) {
      samples.push({ nowMs, images, bytes });
      while (samples.length > 2 && (samples[1]?.nowMs ?? nowMs) < nowMs - windowMs) samples.shift();
    },
    imagesPerSecond: () => perSecond('images'),
    bytesPerSecond: () => perSecond('bytes'),
    remainingMs(left) {
      const covered = span();
      if (covered === null || covered.ms < settledMs || covered.images === 0) return null;
      return (left * covered.ms) / covered.images;
    },
  };
}
