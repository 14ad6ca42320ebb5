import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
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
