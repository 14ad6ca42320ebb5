import { durationMs, firstAfter, type Lane, type Outcome, outcomes } from '../../core/trace.ts';
import type { Stretch } from './stretch.ts';

/** What a patch is painted as; where several share a pixel, the last of these wins. */
export const tones = ['faint', 'cancelled', 'done', 'failed'] as const;
export type Tone = (typeof tones)[number];

/** What stands out; all else is faint. `null` for no matter which. */
export interface Filter {
  /** By item, 1 for those that are looked for. */
  items: Uint8Array | null;
  outcome: Outcome | null;
}

export const noFilter: Filter = { items: null, outcome: null };

export function isShown({ items, outcome }: Filter, item: number, its: Outcome): boolean {
  return (items === null || items[item] === 1) && (outcome === null || outcome === its);
}

/** Called with pixels from the left end. `span` is -1 for what stands for several spans. */
export type Paint = (from: number, to: number, tone: Tone, weight: number, span: number) => void;

/** Narrower spans share a pixel with others. */
const ownPixels = 2;
/** Steps of how full a pixel is: few, so that neighbours are often alike and become one patch. */
export const weights = 4;

const faint = tones.indexOf('faint');

/**
 * Paints what a lane did in a stretch of time with at most one patch for every pixel, however many spans there are: a
 * span of two pixels and more for itself; of smaller ones, each pixel as full as the work in it, and as bad as the worst.
 */
export function sweep(lane: Lane, { fromMs, toMs }: Stretch, pixels: number, filter: Filter, paint: Paint): void {
  const scale = pixels / (toMs - fromMs);
  const columns = createColumns(paint);
  const { items } = filter;
  const toneOf = outcomes.map((outcome) =>
    filter.outcome === null || filter.outcome === outcome ? tones.indexOf(outcome) : faint,
  );
  for (let span = Math.max(0, firstAfter(lane, fromMs) - 1); span < lane.count; span++) {
    const startMs = lane.startMs[span] ?? 0;
    if (startMs >= toMs) break;
    const from = (startMs - fromMs) * scale;
    const width = durationMs(lane, span) * scale;
    if (from + width <= 0) continue;
    const tone =
      items === null || items[lane.item[span] ?? 0] === 1 ? (toneOf[lane.outcome[span] ?? 0] ?? faint) : faint;
    if (width < ownPixels) {
      columns.add(Math.max(0, Math.floor(from)), width, tone);
    } else {
      columns.flush();
      paint(Math.max(0, from), Math.min(pixels, from + width), tones[tone] ?? 'done', 1, span);
    }
  }
  columns.flush();
}

/** Gathers work by pixel, and pixels that look alike into one patch. */
function createColumns(paint: Paint) {
  let column = -1;
  let work = 0;
  let tone = faint;
  let runFrom = -1;
  let runTo = -1;
  let runTone = faint;
  let runWeight = 0;

  const paintRun = () => {
    if (runTo > runFrom) paint(runFrom, runTo, tones[runTone] ?? 'done', runWeight / weights, -1);
    runFrom = -1;
    runTo = -1;
  };

  const closeColumn = () => {
    if (column < 0) return;
    // Whatever happened shows, however short it was.
    const weight = Math.min(weights, Math.max(1, Math.ceil(work * weights)));
    if (column === runTo && tone === runTone && weight === runWeight) {
      runTo += 1;
    } else {
      paintRun();
      runFrom = column;
      runTo = column + 1;
      runTone = tone;
      runWeight = weight;
    }
    column = -1;
  };

  return {
    add(at: number, width: number, as: number) {
      if (at !== column) {
        closeColumn();
        column = at;
        work = 0;
        tone = as;
      }
      work += width;
      if (as > tone) tone = as;
    },
    flush() {
      closeColumn();
      paintRun();
    },
  };
}
