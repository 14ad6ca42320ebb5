import { expect, test } from 'vitest';
import { createCourtesy } from '../../src/app/courtesy.ts';
import { createFakeClock } from '../core/world.ts';

test('what is begun waits a moment while the page is scrolled, and not at all before and after', async () => {
  const clock = createFakeClock();
  const page = new EventTarget();
  const { giveWay } = createCourtesy(page, clock);
  const waitedMs = async () => {
    const sinceMs = clock.now();
    await giveWay();
    return clock.now() - sinceMs;
  };
  expect(await waitedMs()).toBe(0);
  page.dispatchEvent(new Event('scroll'));
  expect(await waitedMs()).toBe(100);
  expect(await waitedMs()).toBe(100);
  expect(await waitedMs()).toBe(0);
});
