import type { Clock } from '../core/ports.ts';

/** Between two looks at the time: above it, the page was not running. */
export const longestStepMs = 5_000;
/** What such a gap counts for instead. */
export const tickMs = 1_000;
/** Above it `setTimeout` fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** What an active clock is made of; tests bring their own. */
export interface TimeSource {
  /** Monotonic milliseconds. They may or may not go on while the machine sleeps: systems differ. */
  nowMs(): number;
  /** As `setTimeout`; may be as late as it likes. */
  after(ms: number, then: () => void): () => void;
  /** Calls about every second for as long as the page lives and is not frozen. */
  onTick(listener: () => void): void;
  random(): number;
}

/**
 * Active time: what of the time the page was able to use.
 *
 * The clock looks at the time at every tick, timer and question, and adds what has passed since its last look. A gap of
 * more than 5 s between two looks means that the page was frozen, the machine slept, or the page was stuck in work of
 * its own; nothing could have been answered in it, so it counts as one tick. Freezing needs no event of its own: it shows
 * in the gap, and so does a sleep, of which browsers do not tell.
 *
 * A hidden tab is active: its downloads and workers go on. But its timers come once a second and, after five minutes,
 * once a minute, which would look like one gap after the other. So ticks come from a worker, whose timers are spared,
 * and they wake those who wait, too: in a hidden tab a wait may end up to a second late, never early, never a minute.
 */
export function createClock(source: TimeSource): Clock {
  let activeMs = 0;
  let lookedAtMs = source.nowMs();
  const sleepers = new Set<{ dueMs: number; wake: () => void }>();

  function now(): number {
    const nowMs = source.nowMs();
    const stepMs = nowMs - lookedAtMs;
    lookedAtMs = nowMs;
    activeMs += stepMs > longestStepMs ? tickMs : stepMs;
    return activeMs;
  }

  source.onTick(() => {
    const nowMs = now();
    for (const sleeper of sleepers) if (sleeper.dueMs <= nowMs) sleeper.wake();
  });

  function wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const sleeper = { dueMs: now() + ms, wake };
      let stopTimer = () => {};

      function wake(): void {
        stopTimer();
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      }

      /** A timer that fires in time may still be early in active time; then the rest is waited for. */
      function rest(): void {
        const restMs = sleeper.dueMs - now();
        if (restMs <= 0) wake();
        else stopTimer = source.after(Math.min(restMs, longestTimerMs), rest);
      }

      sleepers.add(sleeper);
      signal?.addEventListener('abort', wake);
      stopTimer = source.after(Math.min(Math.max(0, ms), longestTimerMs), rest);
    });
  }

  return { now, wait, random: source.random };
}

/** The clock of this page. Its ticker lives as long as the page does; to be created once. */
export function createActiveClock(): Clock {
  return createClock({
    nowMs: () => performance.now(),
    after(ms, then) {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
    onTick(listener) {
      // The page's own ticks are for a browser that refuses the worker: there, time in a hidden tab goes more slowly.
      setInterval(listener, tickMs);
      try {
        const ticker = new Worker(new URL('./ticker.ts', import.meta.url), { type: 'module', name: 'ticker' });
        ticker.addEventListener('message', listener);
      } catch {
        // Slower deadlines are a lesser evil than no page.
      }
    },
    random: () => Math.random(),
  });
}
