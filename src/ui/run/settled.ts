import type { RunView } from '../../app/view.ts';

/** Items that have their fate. */
export function settledOf({ counts }: Pick<RunView, 'counts'>): number {
  return counts.done + counts.failed + counts.skipped + counts.cancelled;
}

export function isUnderWay(phase: RunView['phase']): boolean {
  return phase === 'running' || phase === 'paused' || phase === 'cancelling';
}
