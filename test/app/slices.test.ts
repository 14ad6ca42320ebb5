import { expect, test } from 'vitest';
import { inSlices } from '../../src/app/slices.ts';
import type { Steps } from '../../src/core/steps.ts';

function* work(ms: number): Steps<string> {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs) yield;
  return 'done';
}

test('long work lets others have their turn between its slices, short work takes none', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  });
  expect(await inSlices(work(0))).toBe('done');
  expect(turns).toBe(0);
  expect(await inSlices(work(60))).toBe('done');
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
});
