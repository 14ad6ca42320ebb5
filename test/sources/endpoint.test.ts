import { expect, test } from 'vitest';
import { shardReader } from '../../src/relay/shard.ts';
import { createEndpoints, toRelayUrls } from '../../src/sources/endpoint.ts';

const urls = toRelayUrls('http://localhost:4173/relay');

test('on a loopback name the relay has other names at the same port, and knows them', () => {
  expect(urls).toHaveLength(17);
  expect(urls[0]).toBe('http://localhost:4173/relay');
  for (const shard of urls.slice(1)) {
    const { host } = new URL(shard);
    expect(shard).toBe(`http://${host}/relay`);
    const headersDistinct = { host: [host], origin: ['http://localhost:4173'] };
    expect(shardReader({ headersDistinct } as never)).toBe('http://localhost:4173');
  }
});

test.each(['https://thumbs.example/relay', 'http://192.168.1.7:4173/relay', 'https://localhost/relay'])(
  '%s has no other name',
  (own) => expect(toRelayUrls(own)).toEqual([own]),
);

/** Asks `count` times at once; tells how often each URL was asked, and answers all. */
async function spread(endpoints: ReturnType<typeof createEndpoints>, count: number): Promise<Map<string, number>> {
  const asked = new Map<string, number>();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const all = Array.from({ length: count }, () =>
    endpoints.during((url) => {
      asked.set(url, (asked.get(url) ?? 0) + 1);
      return answered;
    }),
  );
  answer();
  await Promise.all(all);
  return asked;
}

test('96 requests that never end leave every name room below the 6 connections of a browser', async () => {
  const endpoints = createEndpoints(urls, async () => true);
  await spread(endpoints, 1);
  const asked = await spread(endpoints, 96);
  expect(asked.size).toBe(17);
  expect(Math.max(...asked.values())).toBeLessThanOrEqual(6);
});

test('what was lent is given back, and a lone request never troubles the name of the page', async () => {
  const endpoints = createEndpoints(urls, async () => true);
  await spread(endpoints, 50);
  for (let index = 0; index < 5; index++) expect((await spread(endpoints, 1)).has(urls[0] ?? '')).toBe(false);
});

test('where the other names do not lead here, the page stays with its own, having looked once', async () => {
  const looked: string[] = [];
  const endpoints = createEndpoints(urls, async (url) => {
    looked.push(url);
    return false;
  });
  await spread(endpoints, 5);
  expect(await spread(endpoints, 20)).toEqual(new Map([[urls[0], 20]]));
  expect(looked).toEqual([urls[1]]);
});

test('a page with one URL does not look for others', async () => {
  const endpoints = createEndpoints(['https://thumbs.example/relay'], () => Promise.reject(new Error('looked')));
  expect(await spread(endpoints, 3)).toEqual(new Map([['https://thumbs.example/relay', 3]]));
  expect(createEndpoints([], async () => true).some).toBe(false);
});
