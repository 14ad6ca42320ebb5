import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fault } from './fault.ts';
import { createFaultOrigins, type FaultOrigins } from './fault-origins.ts';
import type { FaultServer } from './fault-server.ts';
import { faults } from './faults/index.ts';
import { endingsOn, faultMix, mixShares } from './list.ts';

let origins: FaultOrigins;

beforeAll(async () => {
  origins = await createFaultOrigins({ count: 40, closedEvery: 4 });
});

afterAll(() => origins.close());

test('ten thousand lines in the promised shares, at least 2,000 faults of at least 40 kinds', () => {
  const mix = faultMix(10_000, origins, 1);
  expect(mix).toHaveLength(10_000);
  for (const [group, share] of Object.entries(mixShares)) {
    expect(mix.filter((line) => line.group === group)).toHaveLength(Math.round(10_000 * share));
  }
  const faulty = mix.filter(({ group }) => group !== 'healthy');
  expect(faulty.length).toBeGreaterThan(2000);
  expect(new Set(faulty.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(40);
  expect(mix.filter(({ kind }) => kind === 'healthy').length).toBeGreaterThan(4000);
});

test('no URL twice, every origin used, nothing that only the total clock ends', () => {
  const mix = faultMix(2000, origins, 2);
  expect(new Set(mix.map(({ url }) => new URL(url).href)).size).toBe(2000);
  for (const { origin } of origins.servers) expect(mix.some(({ url }) => url.startsWith(origin))).toBe(true);
  expect(mix.some(({ kind }) => faults.get(kind)?.takes === 'the-total')).toBe(false);
});

test('the seed decides, and nothing else', () => {
  const urls = (seed: number) => faultMix(300, origins, seed).map(({ url }) => url);
  expect(urls(7)).toEqual(urls(7));
  expect(urls(7)).not.toEqual(urls(8));
});

test('what is expected depends on CORS and on the relay', () => {
  const endings = (name: string, cors: boolean) => endingsOn(faults.get(name) as Fault, cors);
  expect(endings('healthy', true)).toEqual({ withRelay: ['done'], withoutRelay: ['done'] });
  expect(endings('healthy', false)).toEqual({ withRelay: ['done'], withoutRelay: ['unreadable', 'blocked-by-cors'] });
  expect(endings('reset-request', true)).toEqual({ withRelay: ['unreachable'], withoutRelay: ['unreadable'] });
  expect(endings('redirect-10', true).withRelay).toEqual(['too-many-redirects', 'done']);
  expect(endings('reset-headers', true).withRelay).toEqual(['truncated', 'unreachable']);
  expect(endings('redirect-10', false).withRelay).toEqual(['too-many-redirects']);
  expect(endings('stall-headers', false).withoutRelay).toContain('timed-out');
});

test('the relay may reach all but the canary, which counts whoever comes', async () => {
  const hosts = origins.relayAllow.split(',');
  expect(hosts).toHaveLength(43);
  const { headers } = await fetch((origins.servers[0] as FaultServer).url('redirect-private'), {
    redirect: 'manual',
  });
  const target = new URL(headers.get('location') ?? '');
  expect(hosts).not.toContain(target.host);
  expect(origins.canaryCount()).toBe(0);
  await (await fetch(target, { headers: { Origin: 'null' } })).text();
  expect(origins.canaryCount()).toBe(0);
  await (await fetch(target)).text();
  expect(origins.canaryCount()).toBe(1);
});
