import type { Clock } from '../../src/core/ports.ts';

/** Real time: these workers are real, and quick. */
export const realClock: Clock = {
  now: () => performance.now(),
  random: Math.random,
  wait: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      const stop = () => {
        clearTimeout(timer);
        resolve();
      };
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop);
    }),
};
