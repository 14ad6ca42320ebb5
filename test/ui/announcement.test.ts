import { expect, test } from 'vitest';
import { noRun } from '../../src/app/run-view.ts';
import type { RunView } from '../../src/app/view.ts';
import { announcementOf } from '../../src/ui/run/announcement.ts';

const running = (done: number, failed = 0): RunView => ({
  ...noRun,
  phase: 'running',
  total: 1000,
  counts: { ...noRun.counts, done, failed, waiting: 1000 - done - failed },
});

/** Everything that is said while the run goes through these views. */
function said(views: readonly RunView[]): string[] {
  return views.flatMap((view, index) => announcementOf(views[index - 1] ?? noRun, view) ?? []);
}

test('a run of a thousand is announced at its beginning, at each quarter, and at its end', () => {
  const views = Array.from({ length: 1001 }, (_, done) => running(done));
  const end: RunView = { ...running(990, 10), phase: 'finished' };
  expect(said([noRun, ...views, end])).toEqual([
    'Started: 1000 images.',
    '25 percent.',
    '50 percent.',
    '75 percent.',
    'Finished: 990 done, 10 failed, 0 skipped, 0 cancelled',
  ]);
});

test('a quarter that brings failures says so', () => {
  expect(announcementOf(running(200, 49), running(200, 50))).toBe('25 percent, 50 failed.');
});

test('pausing and going on are announced', () => {
  const paused: RunView = { ...running(10), phase: 'paused' };
  expect(said([running(10), paused, running(10)]).slice(1)).toEqual(['Paused.', 'Running again.']);
});
