import { expect, test } from 'vitest';
import { named, pathOf, startStand, statusOf } from './stand.ts';

const stand = startStand();

test.each(named(/^http-\d+$/))('%s, however often', async (name) => {
  const status = Number(name.slice(5));
  expect(await statusOf(stand.server.url(name))).toBe(status);
  expect(await statusOf(stand.server.url(name))).toBe(status);
});

test('flaky-503: twice 503, then fine, for each URL by itself', async () => {
  for (const tag of ['a', 'b']) {
    const url = stand.server.url('flaky-503', tag);
    expect([await statusOf(url), await statusOf(url), await statusOf(url)]).toEqual([503, 503, 200]);
    expect(stand.server.ledger.count(pathOf(url))).toBe(3);
  }
});

test.each([
  ['seconds', /^1$/],
  ['negative', /^-5$/],
  ['garbage', /^soon$/],
  ['absurd', /^31536000$/],
  ['past', /1999 23:59:59 GMT$/],
  ['date', / GMT$/],
  ['unexposed', /^1$/],
  ['silent', /^$/],
])('limited-%s: 429 once', async (kind, retryAfter) => {
  const url = stand.server.url(`limited-${kind}`);
  const { status, headers } = await fetch(url);
  expect(status).toBe(429);
  expect(headers.get('retry-after') ?? '').toMatch(retryAfter);
  expect(headers.get('access-control-expose-headers')?.includes('Retry-After')).toBe(kind !== 'unexposed');
  expect(await statusOf(url)).toBe(200);
});

test('the date of limited-date is at most two seconds ahead, and ahead', async () => {
  const askedMs = Date.now();
  const { headers } = await fetch(stand.server.url('limited-date', 'ahead'));
  const date = Date.parse(headers.get('retry-after') ?? '');
  expect(date).toBeGreaterThan(askedMs);
  expect(date).toBeLessThanOrEqual(Date.now() + 2000);
});

test('limited-always never ends', async () => {
  const url = stand.server.url('limited-always');
  expect([await statusOf(url), await statusOf(url), await statusOf(url)]).toEqual([429, 429, 429]);
});
