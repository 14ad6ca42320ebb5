/**
 * Tells listeners that something changed, at most once a frame however often it happens: at 10,000 items one
 * notification per event would take the main thread for minutes.
 */
export interface Emitter {
  subscribe(listener: () => void): () => void;
  changed(): void;
}

/** A hidden page gets no frames, yet its title and its screen reader want to stay true. */
const hiddenMs = 250;

/** `beforeNotify` runs once before the listeners, to bring their common snapshot up to date. */
export function createEmitter(beforeNotify: () => void): Emitter {
  const listeners = new Set<() => void>();
  let due = false;
  const notify = () => {
    due = false;
    beforeNotify();
    for (const listener of listeners) listener();
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed() {
      if (due) return;
      due = true;
      if (document.hidden) setTimeout(notify, hiddenMs);
      // After the frame, not in it: what listeners do and what the browser does for a frame are tasks of their own.
      else requestAnimationFrame(() => setTimeout(notify));
    },
  };
}
