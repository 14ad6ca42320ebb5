import { expect, test } from 'vitest';
import { createFetchWhole, type FetchOptions } from '../../src/sources/fetch-whole.ts';
import { createFetcher } from '../../src/sources/fetcher.ts';

const options: FetchOptions = { limitBytes: 1_000_000, signal: new AbortController().signal, heard() {} };
const url = new URL('./fetcher.browser.test.ts', import.meta.url).href;

/** What stands at that address, by the browser's own means. */
const expected = async () => new Uint8Array(await (await fetch(url)).arrayBuffer());

test('a download lies in memory that all workers share, and tells that it lives', async () => {
  let heard = 0;
  const fetched = await createFetcher().fetch(url, { ...options, heard: () => (heard += 1) });
  if (fetched.tag !== 'whole') throw new Error(fetched.tag);
  expect(fetched.bytes.slice()).toEqual(await expected());
  expect(fetched.bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(heard).toBeGreaterThan(0);
});

test('what is released is written over by the next download', async () => {
  const fetcher = createFetcher();
  const first = await fetcher.fetch(url, options);
  if (first.tag !== 'whole') throw new Error(first.tag);
  const room = new Uint8Array(first.bytes.buffer);
  room.fill(1);
  fetcher.release(first.bytes);
  const second = await fetcher.fetch(url, options);
  if (second.tag !== 'whole') throw new Error(second.tag);
  expect(room.slice(0, second.bytes.byteLength)).toEqual(await expected());
});

test('what lies in memory of its own gives it back with the release', () => {
  const bytes = new Uint8Array(1000);
  createFetcher().release(bytes);
  expect(bytes.byteLength).toBe(0);
});

test('a body without an end leaves nothing for the garbage collector', async () => {
  const chunk = new Uint8Array(500_000);
  const endless = () =>
    new Response(new ReadableStream({ type: 'bytes', pull: (stream) => stream.enqueue(chunk.slice()) }));
  const taken: ArrayBufferLike[] = [];
  const take = (byteLength: number) => {
    taken.push(new SharedArrayBuffer(byteLength));
    return taken.at(-1) as ArrayBufferLike;
  };
  const made: ArrayBuffer[] = [];
  const Original = globalThis.ArrayBuffer;
  globalThis.ArrayBuffer = class extends Original {
    constructor(byteLength: number) {
      super(byteLength);
      made.push(this);
    }
  } as typeof Original;
  const fetch = createFetchWhole({ take, give() {} }, async () => endless());
  const fetched = await fetch(url, { ...options, limitBytes: 40_000_000 });
  globalThis.ArrayBuffer = Original;
  expect(fetched.tag).toBe('too-many-bytes');
  expect(taken).toEqual([]);
  // What is left is what chunks are read into.
  expect(made.length).toBeGreaterThan(5);
  expect(Math.max(...made.map(({ byteLength }) => byteLength))).toBeLessThan(1_000_000);
});

test('an abort ends the download, and nobody hears of it again', async () => {
  const ending = new AbortController();
  const fetching = createFetcher().fetch(url, { ...options, signal: ending.signal });
  ending.abort();
  expect((await fetching).tag).not.toBe('too-many-bytes');
});

test('more than the limit is refused', async () => {
  expect(await createFetcher().fetch(url, { ...options, limitBytes: 100 })).toEqual({ tag: 'too-many-bytes' });
});

test('nobody at that address is no answer', async () => {
  expect(await createFetcher().fetch('http://127.0.0.1:1/', options)).toEqual({ tag: 'unanswered' });
});

test('a worker that dies takes no download along: the page fetches by itself', async () => {
  const dying = () => new Worker(new URL('./dies.ts', import.meta.url), { type: 'module' });
  const fetcher = createFetcher(dying);
  for (let round = 0; round < 2; round++) {
    const fetched = await fetcher.fetch(url, options);
    expect(fetched.tag === 'whole' && fetched.bytes.slice()).toEqual(await expected());
  }
  const refused = createFetcher(() => {
    throw new DOMException('no workers here', 'SecurityError');
  });
  expect((await refused.fetch(url, options)).tag).toBe('whole');
});
