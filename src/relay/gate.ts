import { type Answer, fail, ok } from './answer.ts';
import type { RelayLimits } from './limits.ts';

/** Holds the number of requests upstream to a total and a share per host; the others wait, holding nothing. */
export interface Gate {
  /** Resolves to the way out, which may be taken twice; fails with 503 if the queue is full or the wait too long. */
  enter(host: string, signal: AbortSignal): Promise<Answer<() => void>>;
}

interface Waiting {
  host: string;
  settle(isAdmitted: boolean): void;
}

type GateLimits = Pick<RelayLimits, 'concurrent' | 'perHost' | 'queued' | 'queueMs'>;

/**
 * First come, first served, except that a host which has its share is passed over: whoever waits for a stalled host
 * stands in nobody's way.
 */
export function createGate({ concurrent, perHost, queued, queueMs }: GateLimits): Gate {
  const inside = new Map<string, number>();
  const queue = new Set<Waiting>();
  let total = 0;

  const hasRoom = (host: string) => total < concurrent && (inside.get(host) ?? 0) < perHost;

  const admitNext = () => {
    for (const waiting of queue) {
      if (total >= concurrent) return;
      if (hasRoom(waiting.host)) waiting.settle(true);
    }
  };

  const admit = (host: string) => {
    total += 1;
    inside.set(host, (inside.get(host) ?? 0) + 1);
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      total -= 1;
      const left = (inside.get(host) ?? 0) - 1;
      if (left > 0) inside.set(host, left);
      else inside.delete(host);
      admitNext();
    };
  };

  const wait = (host: string, signal: AbortSignal) =>
    new Promise<Answer<() => void>>((resolve) => {
      const waiting: Waiting = {
        host,
        settle(isAdmitted) {
          queue.delete(waiting);
          clearTimeout(patience);
          signal.removeEventListener('abort', giveUp);
          resolve(isAdmitted ? ok(admit(host)) : busy);
        },
      };
      const giveUp = () => waiting.settle(false);
      const patience = setTimeout(giveUp, queueMs);
      signal.addEventListener('abort', giveUp, { once: true });
      queue.add(waiting);
    });

  return {
    async enter(host, signal) {
      if (signal.aborted) return busy;
      if (hasRoom(host)) return ok(admit(host));
      return queue.size < queued ? wait(host, signal) : busy;
    },
  };
}

/** The relay's own "later": the page's retry knows what to do with it. */
const busy = fail({ code: 'http', status: 503, retryAfterMs: 1_000 });
