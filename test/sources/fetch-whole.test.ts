import { expect, test } from 'vitest';
import { type Buffers, createFetchWhole, type FetchOptions, freshBuffers } from '../../src/sources/fetch-whole.ts';
import { createSharedBuffers } from '../../src/sources/shared-buffers.ts';
import { createRandom } from '../photos/random.ts';

const options: FetchOptions = { limitBytes: 10_000_000, signal: new AbortController().signal, heard() {} };

/** Bytes that tell a shifted or a missing one. */
const toBody = (byteLength: number) => Uint8Array.from({ length: byteLength }, (_, at) => (at * 7 + (at >> 8)) & 0xff);

/** A body in chunks of these lengths, as the network gives them (`bytes`) or as a script does. */
function toStream(body: Uint8Array<ArrayBuffer>, lengths: () => number, type?: 'bytes') {
  let at = 0;
  const pull = (controller: ReadableByteStreamController | ReadableStreamDefaultController) => {
    const chunk = body.slice(at, at + lengths());
    at += chunk.byteLength;
    if (chunk.byteLength > 0) controller.enqueue(chunk);
    else {
      controller.close();
      if ('byobRequest' in controller) controller.byobRequest?.respond(0);
    }
  };
  return type === 'bytes' ? new ReadableStream({ type, pull }) : new ReadableStream({ pull });
}

const cases = (['bytes', undefined] as const).flatMap((type) =>
  [0, 1, 9, 65_535, 65_536, 65_537, 300_001, 1_200_003].map((byteLength) => [type, byteLength] as const),
);

test.each(cases)(
  'a body (%s) of %i bytes comes whole, announced or not, however it is cut',
  async (type, byteLength) => {
    const random = createRandom(byteLength);
    const body = toBody(byteLength);
    for (const buffers of [freshBuffers, createSharedBuffers()]) {
      for (const announced of [null, byteLength, 3]) {
        const headers = new Headers(announced === null ? [] : [['Content-Length', String(announced)]]);
        const lengths = () => 1 + Math.floor(random() * 90_000);
        const fetch = async () => new Response(toStream(body, lengths, type), { headers });
        const fetched = await createFetchWhole(buffers, fetch)('https://a.example/1', options);
        if (fetched.tag !== 'whole') throw new Error(fetched.tag);
        expect(Buffer.compare(fetched.bytes, body)).toBe(0);
        buffers.give(fetched.bytes.buffer);
      }
    }
  },
);

test('shared memory is used again for what fits, and only once it was given back', () => {
  const buffers = createSharedBuffers();
  const first = buffers.take(100_000);
  const second = buffers.take(100_000);
  expect(second).not.toBe(first);
  buffers.give(first);
  expect(buffers.take(70_000)).toBe(first);
  expect(buffers.take(70_000)).not.toBe(first);
  buffers.give(second);
  expect(buffers.take(200_000)).not.toBe(second);
});

test('no more is kept than a handful of photos need', () => {
  const buffers = createSharedBuffers();
  const taken = Array.from({ length: 40 }, () => buffers.take(4_000_000));
  for (const buffer of taken) buffers.give(buffer);
  const again = new Set(Array.from({ length: 40 }, () => buffers.take(4_000_000)));
  expect(taken.filter((buffer) => again.has(buffer))).toHaveLength(8);
});

test.each([65_537, 1_100_000, 2_100_000, 4_194_305])(
  'memory for %i bytes is at most a quarter larger',
  (byteLength) => {
    const { byteLength: taken } = createSharedBuffers().take(byteLength);
    expect(taken).toBeGreaterThanOrEqual(byteLength);
    expect(taken).toBeLessThanOrEqual(1.25 * byteLength);
  },
);

test('of what fits, the smallest is used again', () => {
  const buffers = createSharedBuffers();
  const [large, small] = [buffers.take(1_400_000), buffers.take(1_200_000)];
  buffers.give(large);
  buffers.give(small);
  expect(buffers.take(1_000_000)).toBe(small);
  expect(buffers.take(1_000_000)).toBe(large);
});

test('what is no picture takes no shared memory along, for nobody would give it back', async () => {
  const taken = new Set<ArrayBufferLike>();
  const shared = createSharedBuffers();
  const counted: Buffers = {
    take(byteLength) {
      const buffer = shared.take(byteLength);
      taken.add(buffer);
      return buffer;
    },
    give(buffer) {
      taken.delete(buffer);
      shared.give(buffer);
    },
  };
  for (const status of [403, 404, 429, 502]) {
    const fetch = async () => new Response(toBody(200_000), { status });
    const fetched = await createFetchWhole(counted, fetch)('https://a.example/1', options);
    if (fetched.tag !== 'whole') throw new Error(fetched.tag);
    expect(fetched.bytes.byteLength).toBe(200_000);
  }
  expect(taken.size).toBe(0);
});

test('what is larger than most photos is memory that the garbage collector is told of', () => {
  const buffers = createSharedBuffers();
  const large = buffers.take(2 ** 23 + 1);
  expect(large).toBeInstanceOf(ArrayBuffer);
  expect(large.byteLength).toBeGreaterThan(2 ** 23);
  expect(buffers.take(2 ** 23)).toBeInstanceOf(SharedArrayBuffer);
});

test.each([
  ['announced', new Headers({ 'Content-Length': '10000001' })],
  ['found out', new Headers()],
])(
  'a body that is too long (%s) is not only left: its request ends, and with it the connection',
  async (_, headers) => {
    let signal: AbortSignal | null | undefined;
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      signal = init?.signal;
      return new Response(
        toStream(toBody(10_500_000), () => 500_000, 'bytes'),
        { headers },
      );
    };
    const fetched = await createFetchWhole(createSharedBuffers(), fetch)('https://a.example/1', options);
    expect(fetched).toEqual({ tag: 'too-many-bytes' });
    expect(signal?.aborted).toBe(true);
  },
);
