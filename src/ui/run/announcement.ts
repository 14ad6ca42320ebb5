import type { RunView } from '../../app/view.ts';
import { words } from '../words/words.ts';
import { settledOf } from './settled.ts';

const text = words.run;

/** Percent between two announcements: enough to follow a run by ear, few enough to work on meanwhile. */
const stepPercent = 25;

/** What a screen reader should say when a run goes from one view to the next; `null` if nothing worth saying happened. */
export function announcementOf(before: RunView, now: RunView): string | null {
  if (now.phase !== before.phase) {
    if (now.phase === 'finished') return text.status(now, settledOf(now));
    if (now.phase === 'paused') return text.announcePaused;
    if (now.phase === 'running')
      return before.phase === 'paused' ? text.announceResumed : text.announceStarted(now.total);
  }
  if (now.phase !== 'running' || now.total === 0) return null;
  const step = stepOf(now);
  return step > stepOf(before) && step < 100 ? text.announceStep(step, now.counts.failed) : null;
}

function stepOf(run: RunView): number {
  return run.total === 0 ? 0 : Math.floor((100 * settledOf(run)) / run.total / stepPercent) * stepPercent;
}
