import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutputFile } from '../../src/core/item.ts';
import type { Clock } from '../../src/core/ports.ts';
import { formats } from '../../src/formats/index.ts';
import { createPutSink, type PutOptions } from '../../src/sinks/put.ts';
import { createUploadServer, type UploadServer } from '../servers/upload-server.ts';

let server: UploadServer;
beforeEach(async () => {
  server = await createUploadServer();
});
afterEach(() => server.close());

const clock: Clock = {
  now: () => performance.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      const end = () => {
        clearTimeout(timer);
        resolve();
      };
      signal?.addEventListener('abort', end, { once: true });
    }),
  random: () => 0,
};

const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) & 255);
const never = new AbortController().signal;

function fileOf(name: string, format: OutputFile['format'] = 'jpeg'): OutputFile {
  const sha256 = '0'.repeat(64);
  return { name, variant: 0, format, width: 1, height: 1, byteLength: bytes.length, sha256, note: null };
}

function sinkTo(origin: string, options: Partial<PutOptions> = {}) {
  const template = `${origin}/thumbs/{file}`;
  return createPutSink({ template, limits: { deliverMs: 5_000 }, clock, mimeOf: (id) => formats[id].mime, ...options });
}

const puts = () => server.ledger.entries.filter((entry) => entry.method === 'PUT').length;

test('one PUT per file, with its type, under its encoded name', async () => {
  const sink = sinkTo(server.origin);
  const names = ['plain_200.jpg', 'a b&c?d#e%20.png', '😀 שלום/../x.webp', "$& $1 'q'.jpg"];
  for (const name of names) {
    const format = name.endsWith('.png') ? 'png' : 'jpeg';
    expect(await sink.write(fileOf(name, format), bytes, never)).toEqual({ ok: true, value: undefined });
  }
  await sink.close();
  expect([...server.objects.keys()]).toEqual(names.map((name) => `thumbs/${name}`));
  for (const object of server.objects.values()) expect(object.bytes.equals(bytes) && object.stores === 1).toBe(true);
  expect(server.objects.get('thumbs/a b&c?d#e%20.png')?.contentType).toBe('image/png');
  expect(puts()).toBe(4);
  expect(server.ledger.entries).toHaveLength(4);
});

test('an answer that says no is a failure with its status and its Retry-After', async () => {
  server.behave({ expired: true });
  expect(await sinkTo(server.origin).write(fileOf('a.jpg'), bytes, never)).toEqual({
    ok: false,
    failure: { code: 'upload-http', status: 403, retryAfterMs: null },
  });
  server.behave({ expired: false, failEvery: 1 });
  const sink = sinkTo(server.origin);
  expect(await sink.write(fileOf('a.jpg'), bytes, never)).toEqual({
    ok: false,
    failure: { code: 'upload-http', status: 503, retryAfterMs: 0 },
  });
  expect(await sink.write(fileOf('a.jpg'), bytes, never)).toMatchObject({ ok: true });
});

test('a host that is not there', async () => {
  await server.close();
  const { host } = new URL(server.origin);
  const failure = { code: 'upload-unreachable', host };
  expect(await sinkTo(server.origin).write(fileOf('a.jpg'), bytes, never)).toEqual({ ok: false, failure });
});

test('a redirect is not followed', async () => {
  const elsewhere = await createUploadServer();
  server.behave({ redirectTo: elsewhere.origin });
  const answer = await sinkTo(server.origin).write(fileOf('a.jpg'), bytes, never);
  expect(answer).toMatchObject({ ok: false, failure: { code: 'upload-http', status: 307 } });
  expect(elsewhere.ledger.entries).toHaveLength(0);
  await elsewhere.close();
});

test('a lost answer: the second try finds the object there and stores no second one', async () => {
  server.behave({ loseEvery: 1 });
  const sink = sinkTo(server.origin);
  expect(await sink.write(fileOf('a.jpg'), bytes, never)).toMatchObject({ failure: { code: 'upload-unreachable' } });
  expect(await sink.write(fileOf('a.jpg'), bytes, never)).toMatchObject({ ok: true });
  expect(server.objects.get('thumbs/a.jpg')?.stores).toBe(1);
});

test('what an earlier page may have stored is looked at first; other bytes and nothing are stored over', async () => {
  await sinkTo(server.origin).write(fileOf('same.jpg'), bytes, never);
  await sinkTo(server.origin).write(fileOf('longer.jpg'), Uint8Array.from([...bytes, 1]), never);
  await sinkTo(server.origin).write(
    fileOf('other.jpg'),
    bytes.map((byte) => byte ^ 1),
    never,
  );
  const sink = sinkTo(server.origin, { mayBeThere: () => true });
  const names = ['same.jpg', 'longer.jpg', 'other.jpg', 'none.jpg'];
  for (const name of names) expect(await sink.write(fileOf(name), bytes, never)).toMatchObject({ ok: true });
  expect(names.map((name) => server.objects.get(`thumbs/${name}`)?.stores)).toEqual([1, 2, 2, 1]);
  for (const name of names) expect(server.objects.get(`thumbs/${name}`)?.bytes.equals(bytes)).toBe(true);
});

test('other bytes stored than sent: told by the ETag, at the first upload as at a later one', async () => {
  const failure = { code: 'upload-mismatch' };
  server.behave({ corrupting: true });
  expect(await sinkTo(server.origin).write(fileOf('a.jpg'), bytes.slice(), never)).toMatchObject({ failure });
  const sink = sinkTo(server.origin);
  server.behave({ corrupting: false });
  expect(await sink.write(fileOf('b.jpg'), bytes, never)).toMatchObject({ ok: true });
  server.behave({ corrupting: true });
  expect(await sink.write(fileOf('c.jpg'), bytes, never)).toMatchObject({ failure });
});

test('ETags that are no MD5 conclude nothing', async () => {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (init?.method !== 'PUT') return globalThis.fetch(input, init);
    await globalThis.fetch(input, init);
    return new Response(null, { headers: { ETag: `"${'0a'.repeat(16)}"` } });
  };
  const sink = sinkTo(server.origin, { fetch });
  for (const name of ['a.jpg', 'b.jpg'])
    expect(await sink.write(fileOf(name), bytes, never)).toMatchObject({ ok: true });
  const reads = server.ledger.entries.filter((entry) => entry.method === 'GET');
  expect(reads.map((entry) => entry.path)).toEqual(['/thumbs/a.jpg']);
});

test('an upload that takes too long', async () => {
  server.behave({ delayMs: 10_000 });
  expect(await sinkTo(server.origin, { limits: { deliverMs: 30 } }).write(fileOf('a.jpg'), bytes, never)).toEqual({
    ok: false,
    failure: { code: 'timed-out', stage: 'deliver', afterMs: 30 },
  });
});

test('an abort, of one upload or of the sink, ends the request', async () => {
  server.behave({ delayMs: 10_000 });
  const one = new AbortController();
  const sink = sinkTo(server.origin);
  const writes = [sink.write(fileOf('a.jpg'), bytes, one.signal), sink.write(fileOf('b.jpg'), bytes, never)];
  one.abort();
  expect(await writes[0]).toMatchObject({ ok: false });
  await sink.abort();
  expect(await writes[1]).toMatchObject({ ok: false });
  expect(server.objects.size).toBe(0);
});

test('requests carry no cookies, no referrer, and come from no cache', async () => {
  const seen: RequestInit[] = [];
  const fetch: typeof globalThis.fetch = async (_, init) => {
    seen.push(init ?? {});
    return new Response(null);
  };
  await sinkTo(server.origin, { fetch, mayBeThere: () => true }).write(fileOf('a.jpg'), bytes, never);
  expect(seen.map((init) => init.method)).toEqual(['GET', 'PUT']);
  for (const init of seen) {
    expect(init).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'manual',
    });
  }
});
