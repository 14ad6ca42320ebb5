import type { Clock } from '../../src/core/ports.ts';

export interface FakeClock extends Clock {
  /** Lets so much time pass, with everything that happens in it in its order. */
  advance(ms: number): Promise<void>;
  /** Waits that have not ended. */
  sleepers(): number;
}

/**
 * A clock that stands still until the test moves it. With a `stepMs` it is as real ones are: by so much it is later at
 * every look, and a wait ends up to a millisecond too early, because timers take whole ones.
 */
export function createFakeClock(stepMs = 0): FakeClock {
  let nowMs = 0;
  const sleepers = new Map<() => void, number>();

  return {
    now() {
      nowMs += stepMs;
      return nowMs;
    },
    random: () => 0.5,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          sleepers.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        if (signal?.aborted) return resolve();
        sleepers.set(wake, nowMs + (stepMs === 0 ? ms : Math.floor(ms)));
        signal?.addEventListener('abort', wake);
      }),
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settled();
      for (;;) {
        const next = [...sleepers].sort(([, a], [, b]) => a - b).find(([, atMs]) => atMs <= untilMs);
        if (next === undefined) break;
        nowMs = Math.max(nowMs, next[1]);
        next[0]();
        await settled();
      }
      nowMs = Math.max(nowMs, untilMs);
    },
    sleepers: () => sleepers.size,
  };
}

/** Once every promise that can settle without time passing has done so. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
