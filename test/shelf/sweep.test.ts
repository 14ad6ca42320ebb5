import { expect, test } from 'vitest';
import type { RunSummary } from '../../src/shelf/shelf.ts';
import { isOldWreck, sweepAgesMs, toSweep } from '../../src/shelf/sweep.ts';

const now = 1_700_000_000_000;

function run(id: string, finished: boolean, ageMs: number, ownedElsewhere = false): RunSummary {
  return { id, startedAt: now - ageMs, touchedAt: now - ageMs, total: 5, settled: 0, finished, ownedElsewhere };
}

test('finished runs go after a week, not before', () => {
  const { finished } = sweepAgesMs;
  expect(finished).toBe(7 * 24 * 3_600_000);
  expect(toSweep([run('young', true, finished), run('old', true, finished + 1)], now)).toEqual(['old']);
});

test('the newest unfinished run never goes, however old; older unfinished ones after a month', () => {
  const { unfinished } = sweepAgesMs;
  const runs = [run('newest', false, unfinished * 3), run('older', false, unfinished * 4)];
  expect(toSweep(runs, now)).toEqual(['older']);
  expect(toSweep([run('newest', false, 1), run('month', false, unfinished)], now)).toEqual([]);
});

test('a run that was finished only lately stays, whenever it began', () => {
  expect(toSweep([{ ...run('late', true, sweepAgesMs.finished * 2), touchedAt: now - 1 }], now)).toEqual([]);
});

test('what another tab has open stays', () => {
  expect(toSweep([run('theirs', true, sweepAgesMs.finished * 2, true)], now)).toEqual([]);
});

test('a folder that is no run goes after a week, for it may be one that begins just now', () => {
  expect(isOldWreck(now - 1000, now)).toBe(false);
  expect(isOldWreck(now - sweepAgesMs.finished - 1, now)).toBe(true);
});
