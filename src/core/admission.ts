import type { Clock } from './ports.ts';

/** How many downloads there may be at once, over all hosts together. */
export interface Admission {
  /** Downloads at once that are granted now. */
  readonly width: number;
  /** Downloads in which something comes, or may still be expected to: those that are silent for long do not count. */
  flowing(): number;
  /** Whether one more may begin; `isProven`: at a host that answered when it was last asked. */
  hasRoom(isProven: boolean): boolean;
  /** One more has begun. */
  enter(isProven: boolean): Passage;
  /** When room may come of itself, on the clock; infinite if it cannot. */
  nextMs(): number;
}

/** One download, from begin to end. */
export interface Passage {
  /** Something has come from the host. */
  heard(): void;
  /** It is over; `inVain` if the host did not answer. May be called again, to no effect. */
  leave(inVain: boolean): void;
}

/** Where one destination or one lane sets the bounds already. */
export const unbounded: Admission = {
  width: Number.POSITIVE_INFINITY,
  flowing: () => 0,
  hasRoom: () => true,
  enter: () => ({ heard() {}, leave() {} }),
  nextMs: () => Number.POSITIVE_INFINITY,
};

/** A download in which nothing has come for so long costs a connection and nothing else: it is no longer counted. */
const silentMs = 2_000;

/** Enough to keep two cores busy with photos from a host 100 ms away; where more pays, it is found out. */
const firstWidth = 24;

const leastWidth = 4;

/** Shortest time over which a rate is measured; also at least two rounds of downloads, because one image is no measure. */
const windowMs = 1_000;

/** Windows without another attempt after one that did not pay; doubled each time, because the line stays the line. */
const firstRest = 8;
const longestRest = 64;

/** Share of downloads in a window whose host fell silent, above which there are too many of them. */
const troubleShare = 0.1;

/**
 * A width that is tried out: a quarter more, and if that brings not half as much again in images per second, back. Where
 * the processor or the list is what everyone waits for, the width is not used and nothing is learned. Falls by a quarter
 * when hosts that had answered fall silent: then the line is full of us.
 *
 * Downloads in which nothing comes are not counted, so hosts that stall take no room from those that answer. They take spare
 * lanes, and hosts not proven yet may not have more than those: hosts that answer always find room.
 *
 * `most`: widest; `spare`: downloads beyond it that may keep us waiting, 0 to count every one.
 */
export function createAdmission({ most, spare }: { most: number; spare: number }, clock: Clock): Admission {
  const pace = createPace(Math.min(most, firstWidth), most, clock);
  // In the order of their last news: the first is the next to count as silent.
  const fresh = new Map<object, number>();
  const silent = new Set<object>();
  const strangersLimit = spare > 0 ? spare : most;
  let inFlight = 0;
  let strangers = 0;

  const moveSilent = () => {
    if (spare === 0) return;
    const nowMs = clock.now();
    for (const [passage, sinceMs] of fresh) {
      if (sinceMs + silentMs > nowMs) return;
      fresh.delete(passage);
      silent.add(passage);
    }
  };

  const flowing = () => {
    moveSilent();
    return inFlight - silent.size;
  };

  return {
    get width() {
      return pace.width;
    },
    flowing,
    hasRoom(isProven) {
      if (flowing() >= pace.width || inFlight >= most + spare) return false;
      return isProven || strangers < strangersLimit;
    },
    enter(isProven) {
      const key = {};
      fresh.set(key, clock.now());
      inFlight += 1;
      if (!isProven) strangers += 1;
      let isInside = true;
      const forget = () => {
        fresh.delete(key);
        silent.delete(key);
      };
      return {
        heard() {
          if (!isInside) return;
          forget();
          fresh.set(key, clock.now());
        },
        leave(inVain) {
          if (!isInside) return;
          isInside = false;
          const wasFull = inFlight - silent.size >= pace.width;
          forget();
          inFlight -= 1;
          if (!isProven) strangers -= 1;
          pace.count(wasFull, inVain && isProven);
        },
      };
    },
    nextMs() {
      const [first] = fresh.values();
      return first === undefined || spare === 0 ? Number.POSITIVE_INFINITY : first + silentMs;
    },
  };
}

/** Finds the width by trying. */
function createPace(start: number, most: number, clock: Clock) {
  let width = start;
  let sinceMs = clock.now();
  const seen = { ended: 0, full: 0, troubled: 0 };
  /** What was before the step that is being tried. */
  let tried: { width: number; rate: number } | null = null;
  let resting = 0;
  let rest = firstRest;

  const judge = (rate: number) => {
    if (seen.troubled > seen.ended * troubleShare) {
      width = Math.max(Math.min(leastWidth, most), Math.floor(width * 0.75));
      tried = null;
      resting = firstRest;
    } else if (seen.full < seen.ended * 0.8) {
      tried = null;
    } else if (tried !== null && rate < tried.rate * (1 + (width / tried.width - 1) / 2)) {
      width = tried.width;
      tried = null;
      resting = rest;
      rest = Math.min(longestRest, rest * 2);
    } else if (resting > 0) {
      resting -= 1;
    } else if (width < most) {
      tried = { width, rate };
      width = Math.min(most, Math.ceil(width * 1.25));
    }
  };

  return {
    get width() {
      return width;
    },
    /** A download ended: whether every place was taken then, and whether it was in vain at a host that had answered. */
    count(wasFull: boolean, inVain: boolean) {
      seen.ended += 1;
      if (wasFull) seen.full += 1;
      if (inVain) seen.troubled += 1;
      const lastedMs = clock.now() - sinceMs;
      if (lastedMs < windowMs || seen.ended < 2 * width) return;
      judge(seen.ended / lastedMs);
      sinceMs = clock.now();
      Object.assign(seen, { ended: 0, full: 0, troubled: 0 });
    },
  };
}
