import type { Clock } from '../core/ports.ts';

/** What a run does for people who look at it while it works. */
export interface Courtesy {
  /** Before anything new is begun: resolves at once, or a moment later while the page is being scrolled. */
  giveWay(): Promise<void>;
}

/** Since the last movement: a finger on a wheel pauses for less. */
const stillMs = 150;
const momentMs = 100;

/**
 * Who scrolls needs the cores that the run takes: with two of them, a run that begins all it can leaves half of the
 * frames. Meanwhile it goes on, but begins less.
 */
export function createCourtesy(page: EventTarget, clock: Clock): Courtesy {
  let scrolledAtMs = Number.NEGATIVE_INFINITY;
  // Only the page itself: what scrolls within it does not bubble, and the list does so by itself when a run begins.
  page.addEventListener('scroll', () => {
    scrolledAtMs = clock.now();
  });
  return {
    async giveWay() {
      if (clock.now() - scrolledAtMs < stillMs) await clock.wait(momentMs);
    },
  };
}
