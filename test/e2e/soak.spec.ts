import { expect, test } from '@playwright/test';
import { soak } from '../soak/soak.ts';

test('1,000 URLs over 40 origins with the faults of the web: one right fate each, in bounded memory', async () => {
  test.setTimeout(300_000);
  const figures = await soak(1000);
  console.log(JSON.stringify(figures));
  expect(figures.wrong).toEqual([]);
  expect(figures.doubled).toEqual([]);
  expect(figures.trespasses).toBe(0);
  expect(figures.heap.end).toBeLessThan(150);
  expect(figures.browserMegabytes).toBeLessThan(900);
});
