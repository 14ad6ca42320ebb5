import { expect, test } from 'vitest';
import { createActiveClock } from '../../src/app/clock.ts';

test('the page’s clock runs, and its waits end neither early nor never', async () => {
  const clock = createActiveClock();
  const before = clock.now();
  await clock.wait(120);
  const passedMs = clock.now() - before;
  expect(passedMs).toBeGreaterThanOrEqual(120);
  expect(passedMs).toBeLessThan(5_000);
});

test('the ticker ticks', async () => {
  const ticker = new Worker(new URL('../../src/app/ticker.ts', import.meta.url), { type: 'module' });
  await new Promise((resolve) => ticker.addEventListener('message', resolve, { once: true }));
  ticker.terminate();
});
