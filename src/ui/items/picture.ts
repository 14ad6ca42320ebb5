import { useEffect, useRef, useState } from 'react';
import type { ItemsView, ShelvedPicture } from '../../app/view.ts';
import type { Made, OutputFile } from '../../core/item.ts';

/**
 * A row that is scrolled past sooner asks for nothing: reading and decoding its picture would cost the scrolling frames.
 * One that has been in sight for as long when its picture is made asks at once.
 */
const settleMs = 100;

/** Bytes; what is larger is not worth its text. */
const textLimit = 32 * 1024;

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
      const picture = await items.picture(item, output);
      if (picture === null || ended) return;
      own = toUrl(picture);
      setUrl(own);
    }, settledAtMs - performance.now());
    return () => {
      ended = true;
      clearTimeout(timer);
      // Of an address that holds the picture itself there is nothing to revoke, and doing so does nothing.
      if (own !== null) URL.revokeObjectURL(own);
      setUrl(null);
    };
  }, [items, item, output, made]);
  return url;
}

/**
 * As text where the picture is small: for an address of a `Blob` the page's thread waits for the browser's, twice a
 * picture, which was a tenth of its time while a long list was scrolled in the midst of a run.
 */
function toUrl({ bytes, mime }: ShelvedPicture): string {
  if (bytes.length > textLimit) return URL.createObjectURL(new Blob([bytes], { type: mime }));
  return `data:${mime};base64,${btoa(String.fromCharCode(...bytes))}`;
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
