import type { Clock } from '../core/ports.ts';

/** Starts that fail one after the other before the pool gives up: one may be a hiccup, two bad luck, three are a fact. */
export const startTries = 3;

/**
 * Engines that may die one after the other without a single answer and still be replaced at once.
 * Two poisonous images in a row cost four engines and are no sign of anything worse.
 */
export const freeLosses = 4;

const firstWaitMs = 250;
/** A lost engine is replaced within 2 s even in the worst streak; the start itself takes some of that. */
const longestLossWaitMs = 1_000;
/** Engines that still work carry the run while others cannot be started (no memory left, say), so there is no hurry. */
const longestStartWaitMs = 30_000;

/** Decides when a new engine may be started, so that no kind of misfortune becomes a storm of new workers. */
export interface Pace {
  /** Milliseconds of active time until the next engine may be started; 0 if one may be now. */
  waitMs(): number;
  /** After a failed start engines are tried one at a time. */
  isProbing(): boolean;
  /** Whether enough starts have failed in a row to believe that the next ones will, too. */
  isHopeless(): boolean;
  started(): void;
  /** Of engines that were spawned together only the first to fail counts: one cause, one failure. */
  startFailed(spawnedAtMs: number): void;
  answered(): void;
  lost(): void;
  /** Forgets what has been: someone asks for a new try. */
  reset(): void;
}

export function createPace(clock: Clock): Pace {
  let failedStarts = 0;
  let lastFailureMs = Number.NEGATIVE_INFINITY;
  let losses = 0;
  let notBeforeMs = Number.NEGATIVE_INFINITY;

  function holdFor(ms: number): void {
    notBeforeMs = Math.max(notBeforeMs, clock.now() + ms);
  }

  return {
    waitMs: () => Math.max(0, notBeforeMs - clock.now()),
    isProbing: () => failedStarts > 0,
    isHopeless: () => failedStarts >= startTries,
    started() {
      failedStarts = 0;
    },
    startFailed(spawnedAtMs) {
      if (spawnedAtMs <= lastFailureMs) return;
      lastFailureMs = clock.now();
      failedStarts += 1;
      holdFor(doubling(failedStarts, longestStartWaitMs));
    },
    answered() {
      losses = 0;
    },
    lost() {
      losses += 1;
      if (losses > freeLosses) holdFor(doubling(losses - freeLosses, longestLossWaitMs));
    },
    reset() {
      failedStarts = 0;
      losses = 0;
      notBeforeMs = Number.NEGATIVE_INFINITY;
    },
  };
}

/** No jitter: nobody else is waiting for the same thing. */
function doubling(count: number, longestMs: number): number {
  return Math.min(firstWaitMs * 2 ** (count - 1), longestMs);
}
