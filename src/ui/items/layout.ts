import { type RefObject, useLayoutEffect, useState } from 'react';
import type { OutputFile } from '../../core/item.ts';

/** `table`: one item a line; `pictures`: as many side by side as there is room for. */
export type Layout = 'table' | 'pictures';

/** Pixels: what a tile needs at least, and the air between two. The stylesheet's numbers. */
const tileWidth = 152;
const tileGap = 12;

/** Items side by side; 0 until there is a place for them. */
export function useColumns(place: RefObject<HTMLElement | null>, layout: Layout): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, [place]);
  if (layout === 'table') return 1;
  return width === 0 ? 0 : Math.max(1, Math.floor((width + tileGap) / (tileWidth + tileGap)));
}

/**
 * Pixels that the first line is high, and with it all that nobody has looked at yet; 0 until there is a first. A guess
 * would be mended with every line that comes into sight: all below it would move, and the whole sheet be drawn again.
 */
export function useLineHeight(place: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    if (height === 0) setHeight(place.current?.firstElementChild?.getBoundingClientRect().height ?? 0);
  });
  return height;
}

/** The place that a key leads to from this one; `null` if the key leads nowhere. */
export function moveCursor(key: string, at: number, count: number, columns: number): number | null {
  const page = 10 * columns;
  const steps: Record<string, number> = {
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
    // In a table there is nothing beside an item.
    ...(columns > 1 ? { ArrowRight: at + 1, ArrowLeft: at - 1 } : {}),
  };
  const to = steps[key];
  return to === undefined || count === 0 ? null : Math.min(count - 1, Math.max(0, to));
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
