import { expect, test } from 'vitest';
import { defaultLimits } from '../../src/core/limits.ts';
import { createFetchWhole, type FetchWhole, freshBuffers } from '../../src/sources/fetch-whole.ts';
import { createUrlSource } from '../../src/sources/url.ts';
import { createFakeClock } from '../core/world.ts';

const photo = new Uint8Array([1, 2, 3, 4]);
const relayUrl = 'https://page.example/relay';
const never = new AbortController().signal;

const toFetchWhole = (fetch: unknown) => createFetchWhole(freshBuffers, fetch as typeof globalThis.fetch);

/** A fetch that follows a script, in which `null` is what CORS and dead hosts look like to a page, and that counts. */
function createNet(script: (url: string) => Response | null | Promise<Response>) {
  const asked: string[] = [];
  const fetch = async (input: string | URL | Request) => {
    const url = String(input);
    asked.push(url);
    const response = await script(url);
    if (response === null) throw new TypeError('Failed to fetch');
    return response;
  };
  return {
    fetch: toFetchWhole(fetch),
    asked,
    relayed: () => asked.filter((url) => url.startsWith(relayUrl)),
  };
}

const bytesByRelay = () => new Response(photo, { headers: { 'X-Relay': 'bytes' } });
const failureByRelay = (failure: object) =>
  new Response(JSON.stringify({ failure }), { status: 502, headers: { 'X-Relay': 'failure' } });

function createSource(net: { fetch: FetchWhole }, relay: string | null = relayUrl) {
  return createUrlSource({
    relayUrls: relay === null ? [] : [relay],
    limits: defaultLimits,
    clock: createFakeClock(),
    fetch: net.fetch,
  });
}

test('a host with CORS is read directly, and the relay never hears of it', async () => {
  const net = createNet(() => new Response(photo));
  const source = createSource(net);
  expect(await source.open('https://a.example/1.jpg', never)).toMatchObject({
    ok: true,
    value: { byteLength: 4, via: 'direct' },
  });
  expect(net.relayed()).toEqual([]);
  expect(source.access('a.example')).toBe('open');
});

test('a host without CORS: two direct attempts at most, then everything of it through the relay', async () => {
  const net = createNet((url) => (url.startsWith(relayUrl) ? bytesByRelay() : null));
  const source = createSource(net);
  for (let index = 0; index < 6; index++) {
    expect(await source.open(`https://a.example/${index}.jpg`, never)).toMatchObject({
      ok: true,
      value: { via: 'relay' },
    });
  }
  expect(net.asked.length - net.relayed().length).toBe(2);
  expect(source.access('a.example')).toBe('relayed');
  expect(source.access('b.example')).toBe('unknown');
});

test('the relay knows why a host cannot be read', async () => {
  const failure = { code: 'unreachable', host: 'a.example', reason: 'ECONNREFUSED' };
  const net = createNet((url) => (url.startsWith(relayUrl) ? failureByRelay(failure) : null));
  expect(await createSource(net).open('https://a.example/1.jpg', never)).toEqual({ ok: false, failure });
});

test('without a relay the failure says what can be known, and the host is not asked for ever', async () => {
  const net = createNet(() => null);
  const source = createSource(net, null);
  for (let index = 0; index < 5; index++) {
    const opened = await source.open(`https://a.example/${index}.jpg`, never);
    expect(opened).toEqual({ ok: false, failure: { code: 'unreadable', host: 'a.example' } });
  }
  expect(net.asked).toHaveLength(2);
  expect(source.access('a.example')).toBe('blocked');
});

test('without a relay, a host that has worked is asked every time, and many at once', async () => {
  let well = true;
  const net = createNet(() => (well ? new Response(photo) : null));
  const source = createSource(net, null);
  const first = await Promise.all([0, 1, 2, 3].map((index) => source.open(`https://a.example/${index}`, never)));
  expect(first.every((opened) => opened.ok)).toBe(true);
  well = false;
  for (let index = 4; index < 8; index++) await source.open(`https://a.example/${index}`, never);
  expect(net.asked).toHaveLength(8);
});

test('a static host that answers anything in place of a relay has none', async () => {
  const net = createNet((url) => (url.startsWith(relayUrl) ? new Response('<!doctype html>', { status: 404 }) : null));
  const source = createSource(net);
  await source.open('https://a.example/1.jpg', never);
  expect(await source.open('https://a.example/2.jpg', never)).toEqual({
    ok: false,
    failure: { code: 'unreadable', host: 'a.example' },
  });
  expect(net.relayed()).toHaveLength(1);
});

test('403 is asked for once more through the relay; other statuses are taken at their word', async () => {
  const net = createNet((url) => {
    if (url.startsWith(relayUrl)) return bytesByRelay();
    return new Response('', { status: url.endsWith('403') ? 403 : 404 });
  });
  const source = createSource(net);
  expect(await source.open('https://a.example/403', never)).toMatchObject({ ok: true, value: { via: 'relay' } });
  expect(await source.open('https://a.example/404', never)).toMatchObject({ failure: { code: 'http', status: 404 } });
  expect(net.relayed()).toHaveLength(1);
});

test('a host that worked and then fails twice goes through the relay', async () => {
  let well = true;
  const net = createNet((url) => (url.startsWith(relayUrl) ? bytesByRelay() : well ? new Response(photo) : null));
  const source = createSource(net);
  await source.open('https://a.example/0', never);
  well = false;
  for (let index = 1; index < 5; index++) await source.open(`https://a.example/${index}`, never);
  expect(net.asked.length - net.relayed().length).toBe(3);
});

/** A fetch of which nothing is heard. */
const hanging = (_: string, init?: RequestInit) =>
  new Promise<Response>((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });

test('three clocks: until headers, between chunks, in total', async () => {
  const noHeaders = createSource({ fetch: toFetchWhole(hanging) });
  expect(await noHeaders.open('https://a.example/1', never)).toMatchObject({
    failure: { code: 'timed-out', stage: 'headers' },
  });

  const stallingBody = (_: string, init?: RequestInit) =>
    Promise.resolve(
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(photo);
            init?.signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
          },
        }),
      ),
    );
  const noBody = createSource({ fetch: toFetchWhole(stallingBody) });
  expect(await noBody.open('https://a.example/1', never)).toMatchObject({
    failure: { code: 'timed-out', stage: 'idle' },
  });
});

/** A net whose hosts say nothing to a page, but for what the script of direct requests has for the first ones. */
function createSilentNet(byRelay: () => Response, script: (() => Promise<Response>)[] = []) {
  const asked = { direct: 0, relay: 0 };
  const fetch = toFetchWhole((url: string, init?: RequestInit) => {
    const isRelayed = url.startsWith(relayUrl);
    asked[isRelayed ? 'relay' : 'direct'] += 1;
    return isRelayed ? Promise.resolve(byRelay()) : (script.shift()?.() ?? hanging(url, init));
  });
  return { fetch, asked };
}

const nowhere = { code: 'unreachable', host: 'nowhere.invalid', reason: 'ENOTFOUND' };

test('a host from which a page hears nothing in time: the relay knows why, and is asked alone from then on', async () => {
  const net = createSilentNet(() => failureByRelay(nowhere));
  const source = createSource(net);
  for (let index = 0; index < 2; index++) {
    expect(await source.open('https://nowhere.invalid/1', never)).toEqual({ ok: false, failure: nowhere });
  }
  expect(net.asked).toEqual({ direct: 1, relay: 2 });
});

test('a host that fails at once and is silent the second time: the relay is asked then, too', async () => {
  const net = createSilentNet(() => failureByRelay(nowhere), [() => Promise.reject(new TypeError('Failed to fetch'))]);
  const source = createSource(net);
  for (let index = 0; index < 2; index++) {
    expect(await source.open('https://nowhere.invalid/1', never)).toEqual({ ok: false, failure: nowhere });
  }
  expect(net.asked).toEqual({ direct: 2, relay: 2 });
});

test('a host that has answered a page before is silent itself: nobody else is asked', async () => {
  const net = createSilentNet(bytesByRelay, [() => Promise.resolve(new Response(photo))]);
  const source = createSource(net);
  expect(await source.open('https://a.example/1', never)).toMatchObject({ ok: true });
  expect(await source.open('https://a.example/2', never)).toMatchObject({ failure: { code: 'timed-out' } });
  expect(net.asked).toEqual({ direct: 2, relay: 0 });
});

test.each([
  ['may not ask', () => failureByRelay({ code: 'refused-by-relay', host: 'nas.local', reason: 'not public' })],
  ['is not there after all', () => new Response('', { status: 404 })],
])('a silent host of which the relay knows nothing, because it %s, stays a silent one', async (_, byRelay) => {
  const source = createSource(createSilentNet(byRelay));
  for (let index = 0; index < 2; index++) {
    expect(await source.open('http://nas.local/1', never)).toMatchObject({ failure: { code: 'timed-out' } });
  }
});

test('a body that breaks off is truncated, which is no reason to suspect CORS', async () => {
  const net = createNet(
    () => new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('network error')) })),
  );
  const source = createSource(net);
  for (let index = 0; index < 3; index++) {
    expect(await source.open(`https://a.example/${index}`, never)).toEqual({
      ok: false,
      failure: { code: 'truncated' },
    });
  }
  expect(net.relayed()).toEqual([]);
});

test('an endless body is cut at the limit, whether it announces its length or not', async () => {
  const limits = { ...defaultLimits, sourceBytes: 1000 };
  const endless = createNet(
    () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(300)) })),
  );
  const options = { relayUrls: [relayUrl], limits, clock: createFakeClock() };
  const tooLarge = { ok: false, failure: { code: 'too-many-bytes', limitBytes: 1000 } };
  expect(await createUrlSource({ ...options, fetch: endless.fetch }).open('https://a.example/1', never)).toEqual(
    tooLarge,
  );
  const announced = createNet(() => new Response(photo, { headers: { 'Content-Length': '5000' } }));
  expect(await createUrlSource({ ...options, fetch: announced.fetch }).open('https://a.example/1', never)).toEqual(
    tooLarge,
  );
});

test('once a shard of the relay has shown that it is there, requests are spread over the shards', async () => {
  const shard = 'http://r0.localhost/relay';
  const ready = () => new Response(null, { status: 204, headers: { 'X-Relay': 'ready' } });
  const net = createNet((url) => (url.endsWith('?ready') ? ready() : url.includes('/relay?') ? bytesByRelay() : null));
  const relayUrls = [relayUrl, shard];
  const source = createUrlSource({ relayUrls, limits: defaultLimits, clock: createFakeClock(), fetch: net.fetch });
  for (let index = 0; index < 4; index++) await source.open(`https://a.example/${index}`, never);
  const asked = net.asked.filter((url) => url.includes('/relay?url'));
  expect(asked[0]).toContain(relayUrl);
  expect(asked.slice(2).every((url) => url.startsWith(shard))).toBe(true);
  expect(net.asked.filter((url) => url === `${shard}?ready`)).toHaveLength(1);
});

test.each([
  ['a 404 by the relay', { code: 'http', status: 404, retryAfterMs: null }, 'relayed'],
  ['no such host', { code: 'unreachable', host: 'a.example', reason: 'ENOTFOUND' }, 'unknown'],
  ['a stall', { code: 'timed-out', stage: 'headers', afterMs: 12_000 }, 'unknown'],
  ['a refusal', { code: 'refused-by-relay', host: 'a.example', reason: 'private' }, 'blocked'],
])('%s: what is known of the host is no more than what was heard', async (_, failure, access) => {
  const net = createNet((url) => (url.startsWith(relayUrl) ? failureByRelay(failure) : null));
  const source = createSource(net);
  await source.open('https://a.example/1.jpg', never);
  expect(source.access('a.example')).toBe(access);
});

test('an open host stays open, although one 403 of it was asked for by the relay', async () => {
  const net = createNet((url) =>
    url.startsWith(relayUrl) ? bytesByRelay() : new Response('', { status: url.endsWith('403') ? 403 : 200 }),
  );
  const source = createSource(net);
  await source.open('https://a.example/403', never);
  expect(source.access('a.example')).toBe('open');
});

test('whoever opens hears when something comes: headers, and every chunk', async () => {
  const net = createNet(
    () =>
      new Response(
        new ReadableStream({
          start(controller) {
            for (let index = 0; index < 3; index++) controller.enqueue(photo);
            controller.close();
          },
        }),
      ),
  );
  let times = 0;
  const heard = () => {
    times += 1;
  };
  expect(await createSource(net).open('https://a.example/1.jpg', never, heard)).toMatchObject({ ok: true });
  expect(times).toBe(4);
});
