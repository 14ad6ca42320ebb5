import { expect, test } from '@playwright/test';
import { soak } from './soak.ts';

const images = Number(process.env.IMAGES ?? 10_000);

test(`${images} URLs over 40 origins: one right fate each, flat memory, steady pace`, async () => {
  test.setTimeout(3_600_000);
  const figures = await soak(images);
  console.log(JSON.stringify(figures, null, 2));
  expect(figures.wrong).toEqual([]);
  expect(figures.doubled).toEqual([]);
  expect(figures.trespasses).toBe(0);
  expect(figures.faults).toBeGreaterThanOrEqual(images / 5);
  expect(figures.kinds).toBeGreaterThanOrEqual(40);
  expect(figures.heap.end).toBeLessThan(150);
  expect(figures.heap.bytesPerImage).toBeLessThan(1024);
  expect(figures.browserMegabytes).toBeLessThan(900);
  expect(figures.longTasks).toEqual([]);
  const [first = 0, last = 0] = [figures.pace[0], figures.pace.at(-1)];
  expect(last / first).toBeGreaterThanOrEqual(0.9);
});
