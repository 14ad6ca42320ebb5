/**
 * Tells listeners that something changed, at most once a frame however often it happens: at 10,000 items one
 * notification per event would take the main thread for minutes.
 */
export interface Emitter {
  subscribe(listener: () => void): () => void;
  /** Someone did something: told with the next frame. */
  changed(): void;
  /**
   * A run has gone on by a little: told within a tenth of a second. More often nobody reads it, and drawing the page at
   * every frame took a third of the processor from a run of 26 photos.
   */
  progressed(): void;
}

/** A hidden page gets no frames, yet its title and its screen reader want to stay true. */
const hiddenMs = 250;
/** Between two notifications of mere progress. */
const progressMs = 100;

/** `beforeNotify` runs once before the listeners, to bring their common snapshot up to date. */
export function createEmitter(beforeNotify: () => void): Emitter {
  const listeners = new Set<() => void>();
  let due = false;
  let notifiedAtMs = Number.NEGATIVE_INFINITY;
  let later: ReturnType<typeof setTimeout> | null = null;

  const notify = () => {
    due = false;
    notifiedAtMs = performance.now();
    beforeNotify();
    for (const listener of listeners) listener();
  };

  const changed = () => {
    if (later !== null) clearTimeout(later);
    later = null;
    if (due) return;
    due = true;
    if (document.hidden) setTimeout(notify, hiddenMs);
    // After the frame, not in it: what listeners do and what the browser does for a frame are tasks of their own.
    else requestAnimationFrame(() => setTimeout(notify));
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
    progressed() {
      if (due || later !== null) return;
      const restMs = notifiedAtMs + progressMs - performance.now();
      if (restMs <= 0) changed();
      else later = setTimeout(changed, restMs);
    },
  };
}
