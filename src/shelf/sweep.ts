import type { RunSummary } from './shelf.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How long a run stays on the shelf after something was last written to it. */
export const sweepAgesMs = {
  /** Its zip can be had for a week: long enough to notice a mistake, short enough not to fill a disk. */
  finished: 7 * dayMs,
  /** There is work left in it, which costs more to lose than space; but nobody returns after a month. */
  unfinished: 30 * dayMs,
};

/** Ids of the runs to remove: too old, not open anywhere, and never the newest unfinished one, which the page offers to resume. */
export function toSweep(runs: readonly RunSummary[], nowMs: number): string[] {
  const unfinished = runs.filter((run) => !run.finished);
  const kept = unfinished.toSorted((a, b) => b.startedAt - a.startedAt)[0]?.id;
  return runs
    .filter((run) => run.id !== kept && !run.ownedElsewhere)
    .filter((run) => nowMs - run.touchedAt > (run.finished ? sweepAgesMs.finished : sweepAgesMs.unfinished))
    .map((run) => run.id);
}

/** Whether a folder that is no run may go. A younger one may be a run that begins just now, or one of a newer version. */
export function isOldWreck(touchedAtMs: number, nowMs: number): boolean {
  return nowMs - touchedAtMs > sweepAgesMs.finished;
}
