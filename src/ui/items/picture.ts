import { useEffect, useRef, useState } from 'react';
import type { ItemsView } from '../../app/view.ts';
import type { Made, OutputFile } from '../../core/item.ts';

/**
 * A row that is scrolled past sooner asks for nothing: reading and decoding its picture would cost the scrolling frames.
 * One that has been in sight for as long when its picture is made asks at once.
 */
const settleMs = 100;

/** The address of a shelved picture while it is on screen; `null` before it is read. */
export function usePictureUrl(items: ItemsView, item: number, output: number | null, made: Made | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  const inSightSinceMs = useRef(0);
  useEffect(() => {
    inSightSinceMs.current = performance.now();
  }, []);
  useEffect(() => {
    // A retry makes other bytes under the same numbers, hence `made`.
    if (output === null || made === null) return;
    let ended = false;
    let own: string | null = null;
    const settledAtMs = inSightSinceMs.current + settleMs;
    const timer = setTimeout(async () => {
      const blob = await items.picture(item, output);
      if (blob === null || ended) return;
      own = URL.createObjectURL(blob);
      setUrl(own);
    }, settledAtMs - performance.now());
    return () => {
      ended = true;
      clearTimeout(timer);
      if (own !== null) URL.revokeObjectURL(own);
      setUrl(null);
    };
  }, [items, item, output, made]);
  return url;
}

/** Index of the output that shows best at this size: the smallest that fills it, else the largest there is. */
export function bestOutput(outputs: readonly OutputFile[], sizePx: number): number | null {
  let best: number | null = null;
  let bestWidth = 0;
  for (const [index, { width }] of outputs.entries()) {
    const better = bestWidth < sizePx ? width > bestWidth : width >= sizePx && width < bestWidth;
    if (best === null || better) [best, bestWidth] = [index, width];
  }
  return best;
}
