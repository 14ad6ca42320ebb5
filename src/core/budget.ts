import { createBell } from './bell.ts';

/** How many bytes may be held between two stages; taking stops while it is full, so it is overshot by at most one item a lane. */
export interface Budget {
  readonly usedBytes: number;
  hasRoom(): boolean;
  /** Resolves when there is room, or when the signal aborts. */
  room(): Promise<void>;
  take(bytes: number): void;
  give(bytes: number): void;
}

export function createBudget(limitBytes: number, signal: AbortSignal): Budget {
  const bell = createBell();
  let usedBytes = 0;
  signal.addEventListener('abort', bell.ring, { once: true });
  return {
    get usedBytes() {
      return usedBytes;
    },
    hasRoom: () => usedBytes < limitBytes,
    async room() {
      while (usedBytes >= limitBytes && !signal.aborted) await bell.heard();
    },
    take(bytes) {
      usedBytes += bytes;
    },
    give(bytes) {
      usedBytes -= bytes;
      bell.ring();
    },
  };
}
