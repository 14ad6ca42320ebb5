import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * How an exchange ended. `completed`: the whole answer was handed to the network. `aborted`: the client hung up first.
 * `cut`: the server broke it off on purpose. `open`: it is still going on.
 */
type Outcome = 'open' | 'completed' | 'aborted' | 'cut';

/** One request as the server saw it. */
export interface LedgerEntry {
  method: string;
  /** Path and query, percent-encoded as they came. */
  path: string;
  /** How often this method asked for this path before, plus 1. */
  attempt: number;
  /** Milliseconds of `performance.now()`. */
  startedMs: number;
  endedMs: number | null;
  /** 0 until something was answered. */
  status: number;
  outcome: Outcome;
  headers: IncomingMessage['headers'];
}

/** What a server keeps of everything that was asked of it, so that a test can count from outside the product. */
export interface Ledger {
  /** In order of arrival. */
  entries: readonly LedgerEntry[];
  /** Requests for this path, preflights not counted. */
  count(path: string): number;
  /** The most exchanges that were open at one moment. */
  peak(): number;
  clear(): void;
}

export interface LedgerBook extends Ledger {
  /** Writes the request down; its entry fills itself in as the answer goes on. */
  open(request: IncomingMessage, response: ServerResponse): LedgerEntry;
}

export function createLedger(): LedgerBook {
  const entries: LedgerEntry[] = [];
  const attempts = new Map<string, number>();
  const counts = new Map<string, number>();
  let active = 0;
  let peak = 0;

  return {
    entries,
    count: (path) => counts.get(path) ?? 0,
    peak: () => peak,
    clear() {
      entries.length = 0;
      attempts.clear();
      counts.clear();
      peak = active;
    },
    open(request, response) {
      const { method = '', url: path = '', headers } = request;
      const key = `${method} ${path}`;
      const attempt = (attempts.get(key) ?? 0) + 1;
      attempts.set(key, attempt);
      if (method !== 'OPTIONS') counts.set(path, (counts.get(path) ?? 0) + 1);
      const startedMs = performance.now();
      const entry: LedgerEntry = {
        method,
        path,
        attempt,
        startedMs,
        endedMs: null,
        status: 0,
        outcome: 'open',
        headers,
      };
      entries.push(entry);
      active += 1;
      peak = Math.max(peak, active);
      response.once('close', () => {
        active -= 1;
        entry.endedMs = performance.now();
        if (response.headersSent) entry.status = response.statusCode;
        if (entry.outcome === 'open') entry.outcome = response.writableFinished ? 'completed' : 'aborted';
      });
      return entry;
    },
  };
}
