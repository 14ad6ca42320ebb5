import { useEffect, useState } from 'react';
import type { ItemsView, ShelvedPicture } from '../../app/view.ts';
import type { Made } from '../../core/item.ts';

/**
 * A row that comes into sight by scrolling waits for so long after the last scroll: if it is gone by then, reading and
 * decoding its picture would only have cost the scrolling frames.
 */
const settleMs = 100;
let scrolledAtMs = Number.NEGATIVE_INFINITY;
addEventListener('scroll', () => {
  scrolledAtMs = performance.now();
});

/** Bytes; what is larger is not worth its text. */
const textLimit = 32 * 1024;

/** The address of a shelved picture while it is on screen; `null` before it is read. */
export function usePictureUrl(items: ItemsView, item: number, output: number | null, made: Made | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    // A retry makes other bytes under the same numbers, hence `made`.
    if (output === null || made === null) return;
    let ended = false;
    let own: string | null = null;
    const read = async () => {
      const picture = await items.picture(item, output);
      if (picture === null || ended) return;
      own = toUrl(picture);
      setUrl(own);
    };
    const restMs = scrolledAtMs + settleMs - performance.now();
    const timer = restMs > 0 ? setTimeout(read, restMs) : undefined;
    if (timer === undefined) void read();
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
