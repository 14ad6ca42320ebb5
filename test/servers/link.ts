import { setTimeout as sleep } from 'node:timers/promises';

/** A line of limited bandwidth. Several connections, even of several servers, may share one. */
export interface Link {
  /** Resolves when this many more bytes may be sent; the order of calls is the order of sending. Never rejects. */
  take(byteLength: number, signal: AbortSignal): Promise<void>;
}

/** Bytes that leave at once: enough to keep a 1 Gbit/s line busy at the resolution of Node's timers. */
export const sliceBytes = 65_536;

/** A line of this many bytes per second (100 Mbit/s: 12,500,000). It does not save up what it did not use. */
export function createLink(bytesPerSecond: number): Link {
  let freeAtMs = 0;
  return {
    async take(byteLength, signal) {
      const nowMs = performance.now();
      freeAtMs = Math.max(nowMs, freeAtMs) + (byteLength / bytesPerSecond) * 1000;
      const waitMs = freeAtMs - nowMs;
      // Timers are coarse: debts below two milliseconds are paid with the next slice.
      if (waitMs >= 2) await sleep(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
    },
  };
}
