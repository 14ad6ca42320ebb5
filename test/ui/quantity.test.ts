import { expect, test } from 'vitest';
import { createQuantities } from '../../src/ui/words/quantity.ts';

const { bytes, duration, rate, plural } = createQuantities('en');

test('bytes in decimal units, one decimal below ten', () => {
  expect(bytes(0)).toBe('0 bytes');
  expect(bytes(999)).toBe('999 bytes');
  expect(bytes(1_000)).toBe('1 kB');
  expect(bytes(8_640)).toBe('8.6 kB');
  expect(bytes(999_499)).toBe('999 kB');
  expect(bytes(999_500)).toBe('1 MB');
  expect(bytes(3e15)).toBe('3,000 TB');
});

test('durations in the two largest units', () => {
  expect(duration(0)).toBe('0 sec');
  expect(duration(59_499)).toBe('59 sec');
  expect(duration(60_000)).toBe('1 min 0 sec');
  expect(duration(3_600_000 * 30 + 60_000)).toBe('30 hr 1 min');
});

test('rates and plurals', () => {
  expect(rate(4.06)).toBe('4.1');
  expect(rate(14.2)).toBe('14');
  expect([0, 1, 2].map((n) => plural(n, 'image', 'images'))).toEqual(['images', 'image', 'images']);
});
