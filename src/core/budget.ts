import { createBell } from './bell.ts';

/** What may be held between two stages; taking stops while it is full, so it is overshot by at most one image a lane. */
export interface Budget {
  hasRoom(): boolean;
  /** Resolves when there is room, or when the signal aborts. */
  room(): Promise<void>;
  /** One image more, of so many bytes. */
  take(bytes: number): void;
  give(bytes: number): void;
}

export interface BudgetOptions {
  /** Held at most, whatever else is asked for. */
  bytes: number;
  images: number;
  /** Images that are in hand at once; while fewer are held, someone is idle, and only the bounds above count. */
  lanes: number;
  /** Images that are enough, those that are coming included. */
  enough(): number;
  /** Images that are coming now. */
  coming(): number;
}

export function createBudget(options: BudgetOptions, signal: AbortSignal): Budget {
  const bell = createBell();
  let bytes = 0;
  let images = 0;
  const isEnough = () => images >= options.lanes && images + options.coming() >= options.enough();
  const hasRoom = () => bytes < options.bytes && images < options.images && !isEnough();
  signal.addEventListener('abort', bell.ring, { once: true });
  return {
    hasRoom,
    async room() {
      while (!hasRoom() && !signal.aborted) await bell.heard();
    },
    take(imageBytes) {
      bytes += imageBytes;
      images += 1;
    },
    give(imageBytes) {
      bytes -= imageBytes;
      images -= 1;
      bell.ring();
    },
  };
}
