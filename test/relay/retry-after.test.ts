import { expect, test } from 'vitest';
import { parseRetryAfter } from '../../src/relay/retry-after.ts';

const nowMs = Date.parse('Sun, 06 Nov 1994 08:49:00 GMT');

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 7 ', 7_000],
  ['999999999999', 999_999_999_999_000],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
])('"%s" is %d ms', (text, ms) => {
  expect(parseRetryAfter(text, nowMs)).toBe(ms);
});

test.each([
  undefined,
  '',
  '-5',
  '1.5',
  '1e3',
  '0x10',
  'soon',
  'Sunday',
  '9'.repeat(400),
  'Sun, 06 Nov 1994 08:48:00 GMT',
  'Sun, 99 Nov 1994 08:49:37 GMT',
])('"%s" is unusable', (text) => {
  expect(parseRetryAfter(text, nowMs)).toBe(null);
});
