import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pathOf, startStand } from './stand.ts';

const stand = startStand();

test.each([1, 4, 10])('a chain of %i', async (hops) => {
  const response = await fetch(stand.server.url(`redirect-${hops}`));
  expect(response.status).toBe(200);
  expect(response.url.endsWith(`?hop=${hops}`)).toBe(true);
  await sharp(await response.arrayBuffer()).stats();
  expect(stand.server.ledger.entries.filter(({ path }) => path.startsWith(`/redirect-${hops}/`))).toHaveLength(
    hops + 1,
  );
});

test('a loop', async () => {
  await expect(fetch(stand.server.url('redirect-loop'))).rejects.toThrow();
  expect(stand.server.ledger.count(pathOf(stand.server.url('redirect-loop')))).toBeGreaterThan(20);
});

test('to other origins, with CORS and without', async () => {
  const open = await fetch(stand.server.url('redirect-open'));
  expect([open.status, open.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  expect(new URL(open.url).origin).not.toBe(stand.server.origin);
  const shut = await fetch(stand.server.url('redirect-closed'));
  expect([shut.status, shut.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  expect(new URL(shut.url).origin).toBe(stand.closed.origin);
});

test.each([
  ['private', /^http:\/\/10\.0\.0\.1\//],
  ['scheme', /^file:/],
  ['credentials', /^http:\/\/user:secret@127\.0\.0\.1:/],
  ['nowhere', /^$/],
])('redirect-%s', async (kind, location) => {
  const { status, headers } = await fetch(stand.server.url(`redirect-${kind}`), { redirect: 'manual' });
  expect(status).toBe(302);
  expect(headers.get('location') ?? '').toMatch(location);
});
