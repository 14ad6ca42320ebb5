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

export function createBudget(limits: { bytes: number; images: number }, signal: AbortSignal): Budget {
  const bell = createBell();
  let bytes = 0;
  let images = 0;
  const hasRoom = () => bytes < limits.bytes && images < limits.images;
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
