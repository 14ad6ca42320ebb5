import { expect, test } from 'vitest';
import { createMeter } from '../../src/app/meter.ts';

test('a young run in which nothing has come yet says nothing, one that has lasted says zero', () => {
  const meter = createMeter();
  expect(meter.imagesPerSecond()).toBeNull();
  meter.sample(0, 0, 0);
  meter.sample(400, 0, 0);
  expect([meter.imagesPerSecond(), meter.bytesPerSecond(), meter.remainingMs(10)]).toEqual([null, null, null]);
  meter.sample(2_000, 0, 0);
  expect([meter.imagesPerSecond(), meter.bytesPerSecond(), meter.remainingMs(10)]).toEqual([0, 0, null]);
});

test('the first images are told of at once, what is left when the rate has settled', () => {
  const meter = createMeter();
  meter.sample(0, 0, 0);
  meter.sample(500, 4, 1_000);
  expect([meter.imagesPerSecond(), meter.bytesPerSecond(), meter.remainingMs(10)]).toEqual([8, 2_000, null]);
  meter.sample(2_000, 16, 4_000);
  expect(meter.remainingMs(10)).toBe(1_250);
});

test('the rate is that of the last ten seconds', () => {
  const meter = createMeter();
  for (let second = 0; second <= 60; second += 1) meter.sample(second * 1_000, Math.min(second, 20), second * 100);
  expect([meter.imagesPerSecond(), meter.bytesPerSecond()]).toEqual([0, 100]);
});
