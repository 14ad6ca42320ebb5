import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import type { App, View } from '../app/view.ts';

/** One part of the view; the component renders again only when that part is another value. */
export function useSlice<T>(app: App, select: (view: View) => T): T {
  return useSyncExternalStore(app.subscribe, () => select(app.view()));
}

/**
 * The value, renewed at most once in `everyMs`; the last one always arrives. For what is too costly, or too restless
 * for the eye, at every frame.
 */
export function useCalm<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value);
  const shownAt = useRef(0);
  useEffect(() => {
    const renew = () => {
      shownAt.current = performance.now();
      setShown(() => value);
    };
    const timer = setTimeout(renew, Math.max(0, shownAt.current + everyMs - performance.now()));
    return () => clearTimeout(timer);
  }, [value, everyMs]);
  return shown;
}

/**
 * Counts from 0 to `last`, a step a frame, once `begun`. What is large comes onto the page in so many pieces, none of
 * which holds up the frames of a run that has just begun.
 */
export function useSteps(begun: boolean, last: number): number {
  const [step, setStep] = useState(0);
  const next = begun ? Math.min(step + 1, last) : 0;
  useEffect(() => {
    if (next === step) return;
    // In this frame: by itself React waits for a task, and on a page that is busy for the frame after that.
    const frame = requestAnimationFrame(() => flushSync(() => setStep(next)));
    return () => cancelAnimationFrame(frame);
  }, [next, step]);
  return begun ? step : 0;
}
