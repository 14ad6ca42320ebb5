import { expect, test } from 'vitest';
import { expectationOf } from '../../src/app/expectation.ts';

const load = { images: 100, hosts: 1, engines: 2, perHost: 6, downloads: 48 };

test('bytes are those of one image, times the images', () => {
  expect(expectationOf({ byteLength: 9_000, openMs: 0, renderMs: 10 }, load).byteLength).toBe(900_000);
});

test('engines share the work, and decide where they are the slower part', () => {
  expect(expectationOf({ byteLength: 1, openMs: 60, renderMs: 100 }, load).ms).toBe(5_000);
});

test('one host grants few downloads at once, many grant no more than there are lanes', () => {
  const cost = { byteLength: 1, openMs: 600, renderMs: 1 };
  expect(expectationOf(cost, load).ms).toBe(10_000);
  expect(expectationOf(cost, { ...load, hosts: 4 }).ms).toBe(2_500);
  expect(expectationOf(cost, { ...load, hosts: 90 }).ms).toBe(1_250);
});

test('one image takes its whole way; files of this machine have no hosts', () => {
  const cost = { byteLength: 1, openMs: 30, renderMs: 100 };
  expect(expectationOf(cost, { ...load, images: 1 }).ms).toBe(130);
  expect(expectationOf(cost, { ...load, hosts: 0 }).ms).toBe(5_000);
});
