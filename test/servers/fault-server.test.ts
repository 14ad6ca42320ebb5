import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFaultServer, type FaultServer } from './fault-server.ts';
import { createLink } from './link.ts';
import { oddNames } from './odd-names.ts';
import { until } from './until.ts';
import { hear } from './wire.ts';

let server: FaultServer;

beforeAll(async () => {
  server = await createFaultServer({ delayMs: 20 });
});

afterAll(() => server.close());

test('a healthy URL is a picture, and another URL is other bytes', async () => {
  const [one, other] = await Promise.all(
    ['1', '2'].map(async (tag) => Buffer.from(await (await fetch(server.url('healthy', tag))).arrayBuffer())),
  );
  expect(await sharp(one).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 });
  expect(one?.equals(other as Buffer)).toBe(false);
});

test('what is no fault is 404, and its canary path counts', async () => {
  expect((await fetch(`${server.origin}/favicon.ico`)).status).toBe(404);
  expect(server.canaryCount()).toBe(0);
  await fetch(`${server.origin}/canary?x`);
  expect(server.canaryCount()).toBe(1);
  expect(() => server.url('no-such-fault')).toThrow();
});

test('CORS and CORP as asked for, in preflights too', async () => {
  const closed = await createFaultServer({ cors: false, corp: true });
  const open = await fetch(server.url('healthy'), { method: 'OPTIONS' });
  expect(open.status).toBe(204);
  expect(open.headers.get('access-control-allow-origin')).toBe('*');
  expect(open.headers.get('cross-origin-resource-policy')).toBeNull();
  const { headers } = await fetch(closed.url('healthy'));
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  // The head that goes past node:http has them too.
  expect((await hear(server.url('http10-close'))).head).toMatch(/access-control-allow-origin: \*/i);
  await closed.close();
});

test('the ledger: order, attempts for each URL, outcomes, and how many at once', async () => {
  const own = await createFaultServer();
  await (await fetch(own.url('healthy', 'a'))).arrayBuffer();
  await (await fetch(own.url('healthy', 'a'))).arrayBuffer();
  await hear(own.url('short-length'));
  await hear(own.url('stall-body'), (soFar) => soFar.length > 1000);
  const hanging = hear(own.url('stall-headers'));
  await until(() => own.ledger.entries.length === 5 && own.ledger.entries[3]?.outcome !== 'open');
  expect(own.ledger.entries.map(({ attempt, outcome, status }) => [attempt, outcome, status])).toEqual([
    [1, 'completed', 200],
    [2, 'completed', 200],
    [1, 'cut', 200],
    [1, 'aborted', 200],
    [1, 'open', 0],
  ]);
  expect(own.ledger.count('/healthy/a/photo.jpg')).toBe(2);
  expect(own.ledger.count('/healthy/b/photo.jpg')).toBe(0);
  expect(own.ledger.entries[0]?.endedMs).toBeGreaterThanOrEqual(own.ledger.entries[0]?.startedMs as number);
  own.ledger.clear();
  expect(own.ledger.entries).toHaveLength(0);
  await own.close();
  await hanging;
  expect(own.ledger.peak()).toBe(1);
});

test('closing ends stalled answers, and closing twice is closing once', async () => {
  const own = await createFaultServer();
  const stalled = Promise.all(
    ['stall-headers', 'stall-body', 'drip-endless', 'endless'].map((name) => hear(own.url(name))),
  );
  await until(() => own.ledger.entries.length === 4);
  await Promise.all([own.close(), own.close()]);
  await stalled;
  expect(own.ledger.entries.every(({ outcome }) => outcome === 'aborted')).toBe(true);
});

test.each(oddNames)('odd name %s: found, and sound', async (name) => {
  const response = await fetch(`${server.origin}/healthy/7/${name}`);
  expect(response.status).toBe(200);
  expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ format: 'jpeg' });
});

test('bandwidth of each connection, and of a line that servers share', async () => {
  const body = Buffer.alloc(200_000, 1);
  const picture = async () => body;
  const timed = async (urls: string[]) => {
    const startedMs = performance.now();
    await Promise.all(
      urls.map(async (url) => expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(200_000)),
    );
    return performance.now() - startedMs;
  };
  const narrow = await createFaultServer({ picture, bytesPerSecond: 1_000_000 });
  expect(await timed([narrow.url('healthy')])).toBeGreaterThan(180);
  const link = createLink(2_000_000);
  const sharing = await Promise.all([1, 2].map(() => createFaultServer({ picture, link })));
  expect(await timed(sharing.map((each) => each.url('healthy')))).toBeGreaterThan(180);
  await Promise.all([narrow, ...sharing].map((each) => each.close()));
});
