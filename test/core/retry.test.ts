import { expect, test } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import { defaultLimits } from '../../src/core/limits.ts';
import { isTransientStatus, parseRetryAfter, retryDelayMs } from '../../src/core/retry.ts';

const delay = (failure: Failure, attempt: number, random = 0.5) =>
  retryDelayMs(failure, attempt, defaultLimits, random);
const status = (code: number, retryAfterMs: number | null = null): Failure => ({
  code: 'http',
  status: code,
  retryAfterMs,
});

test('transient statuses are tried again, with growing and jittered waits, until the limit of attempts', () => {
  expect([1, 2, 3].map((attempt) => delay(status(503), attempt))).toEqual([375, 750, 1500]);
  expect(delay(status(503), defaultLimits.attempts)).toBeNull();
  expect(delay(status(503), 1, 0)).toBe(250);
  expect(delay(status(503), 1, 0.999)).toBeCloseTo(500, 0);
});

test('permanent failures are not tried again', () => {
  for (const code of [400, 401, 403, 404, 410, 451, 501]) expect(delay(status(code), 1)).toBeNull();
  const permanent: Failure[] = [
    { code: 'empty' },
    { code: 'not-an-image', found: 'HTML' },
    { code: 'unsupported', kind: 'PDF' },
    { code: 'too-many-pixels', pixels: 1, limitPixels: 1 },
    { code: 'too-deep', limit: 1 },
    { code: 'too-many-bytes', limitBytes: 1 },
    { code: 'engine-lost', reason: '' },
    { code: 'timed-out', stage: 'render', afterMs: 1 },
    { code: 'refused-by-relay', host: '', reason: '' },
  ];
  for (const failure of permanent) expect(delay(failure, 1)).toBeNull();
});

test('a truncated picture and a stall get one more try', () => {
  for (const failure of [{ code: 'truncated' }, { code: 'timed-out', stage: 'idle', afterMs: 1 }] as const) {
    expect(delay(failure, 1)).not.toBeNull();
    expect(delay(failure, 2)).toBeNull();
  }
});

test('Retry-After is honoured when it is longer than the back-off, and capped', () => {
  expect(delay(status(429, 10_000), 1)).toBe(10_000);
  expect(delay(status(429, 1), 1)).toBe(375);
  expect(delay(status(429, 1e15), 1)).toBe(defaultLimits.retryWaitMs);
});

test('which statuses are transient', () => {
  expect([408, 425, 429, 500, 502, 503, 504, 520].every(isTransientStatus)).toBe(true);
  expect([200, 301, 400, 404, 501, 505].some(isTransientStatus)).toBe(false);
});

test('Retry-After: seconds, a date, or nothing of use', () => {
  const nowMs = Date.parse('2026-01-01T00:00:00Z');
  expect(parseRetryAfter('120', nowMs)).toBe(120_000);
  expect(parseRetryAfter('Thu, 01 Jan 2026 00:00:30 GMT', nowMs)).toBe(30_000);
  for (const useless of [null, '', '-5', 'soon', 'Thu, 01 Jan 2015 00:00:00 GMT'])
    expect(parseRetryAfter(useless, nowMs)).toBeNull();
});
