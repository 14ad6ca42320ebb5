import { useEffect } from 'react';
import type { RunView } from '../../app/view.ts';
import { useCalm } from '../slice.ts';
import { words } from '../words/words.ts';
import { isUnderWay, settledOf } from './settled.ts';

/** How often the title may change: nobody reads a tab more often. */
const titleMs = 1000;

const { name } = words.product;

/** What the tab is called while the run stands so. */
function tabTitle(run: RunView): string {
  if (run.phase === 'paused') return words.run.pausedTitle(settledOf(run), run.total, name);
  if (isUnderWay(run.phase)) return words.run.tabTitle(settledOf(run), run.total, name);
  return run.phase === 'finished' ? words.run.finishedTitle(run.counts.failed, name) : name;
}

/** Keeps the tab's title true, and asks before a tab with a run under way is closed. */
export function useVigil(run: RunView): void {
  // Each new title is a message to the browser's own process: measured, at every frame they cost 4 % of a run.
  const title = useCalm(tabTitle(run), titleMs);
  useEffect(() => {
    document.title = title;
  }, [title]);

  const underWay = isUnderWay(run.phase);
  useEffect(() => {
    if (!underWay) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [underWay]);
}
