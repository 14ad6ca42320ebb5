import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createFaultServer } from '../fault-server.ts';
import { until } from '../until.ts';
import { hear } from '../wire.ts';
import { bytesOf, pathOf, startStand, statusOf } from './stand.ts';

const stand = startStand();

test.each([
  ['stall-headers', 0],
  ['stall-first-byte', 0],
  ['stall-body', 0.5],
])('%s: says so much and then nothing until the server goes', async (name, share) => {
  const own = await createFaultServer();
  const { length } = await bytesOf(own.url('healthy'));
  const heard = hear(own.url(name));
  await until(() => own.ledger.entries.length === 2);
  await own.close();
  const { head, body } = await heard;
  expect(head === '').toBe(name === 'stall-headers');
  // The other path makes the picture a few bytes longer.
  expect(Math.abs(body.length - length * share)).toBeLessThan(20);
});

test('stall-slow-headers: ever more of a header that never ends', async () => {
  const { head, body } = await hear(stand.server.url('stall-slow-headers'), (soFar) =>
    soFar.toString().endsWith('aaaaa'),
  );
  expect(head).toBe('HTTP/1.1 200 OK\r\nX-Padding: aaaaa');
  expect(body).toHaveLength(0);
});

test('stall-once: the second time it is served', async () => {
  const leaving = new AbortController();
  const first = fetch(stand.server.url('stall-once'), { signal: leaving.signal });
  await until(() => stand.server.ledger.count(pathOf(stand.server.url('stall-once'))) === 1);
  leaving.abort();
  await expect(first).rejects.toThrow();
  expect(await statusOf(stand.server.url('stall-once'))).toBe(200);
});

test('drip-endless: more than the picture, never the end', async () => {
  const { length } = await bytesOf(stand.server.url('healthy'));
  let beats = 0;
  const { ending } = await hear(stand.server.url('drip-endless'), (soFar) => soFar.length > length / 2 && ++beats > 8);
  expect(ending).toBe('enough');
});

test.each(['drip', 'healthy-slow'])('%s: slow, but whole', async (name) => {
  const startedMs = performance.now();
  await sharp(await bytesOf(stand.server.url(name)), { failOn: 'warning' }).stats();
  expect(performance.now() - startedMs).toBeGreaterThan(15);
});
