import { useEffect, useState } from 'react';
import type { ItemsView } from '../../app/view.ts';
import type { Made, OutputFile } from '../../core/item.ts';

/**
 * A row that comes into sight by scrolling waits for so long after the last scroll: if it is gone by then, reading and
 * decoding its picture would only have cost the scrolling frames.
 */
const settleMs = 100;
let scrolledAtMs = Number.NEGATIVE_INFINITY;
addEventListener('scroll', () => (scrolledAtMs = performance.now()), { capture: true, passive: true });

/** The address of a shelved picture while it is on screen; `null` before it is read. */
export function usePictureUrl(items: ItemsView, item: number, output: number | null, made: Made | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    // A retry makes other bytes under the same numbers, hence `made`.
    if (output === null || made === null) return;
    let ended = false;
    let own: string | null = null;
    const read = async () => {
      const blob = await items.picture(item, output);
      if (blob === null || ended) return;
      own = URL.createObjectURL(blob);
      setUrl(own);
    };
    const restMs = scrolledAtMs + settleMs - performance.now();
    const timer = restMs > 0 ? setTimeout(read, restMs) : undefined;
    if (timer === undefined) void read();
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
