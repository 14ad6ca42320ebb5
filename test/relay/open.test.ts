import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { parseAllowList } from '../../src/relay/allow.ts';
import { listen, png, type Stand, sendPng, startRelay } from './stand.ts';

/** `/to?STATUS&LOCATION` sends on; `/chain/N` sends on N times; `/loop` for ever, `/far` to a long URL; all else is a picture. */
const answer: RequestListener = (request, response) => {
  const url = request.url ?? '';
  const [, status, location] = /^\/to\?(\d+)&(.*)$/.exec(url) ?? [];
  const left = Number(/^\/chain\/(\d+)$/.exec(url)?.[1] ?? 0);
  if (status !== undefined) {
    const headers = location === '' ? {} : { Location: decodeURIComponent(location ?? '') };
    response.writeHead(Number(status), { ...headers, 'Set-Cookie': 'tracked=1' }).end('sent on');
  } else if (left > 0) response.writeHead(302, { Location: `/chain/${left - 1}` }).end();
  else if (url === '/loop') response.writeHead(302, { Location: '/loop' }).end();
  else if (url === '/far') response.writeHead(302, { Location: `/${'x'.repeat(9_000)}` }).end();
  else sendPng(request, response);
};

async function start() {
  const canary = await listen(sendPng, { address: 'any' });
  const good = await listen(answer);
  const other = await listen(answer);
  const relay = await startRelay({
    allow: parseAllowList(`${good.host},${other.host}`),
    ports: [80, 443, canary.port],
    resolve: async () => ['127.0.0.1'],
  });
  const follow = (status: number, location: string) =>
    relay.ask(`http://${good.host}/to?${status}&${encodeURIComponent(location)}`);
  return { canary, good, other, relay, follow };
}

const statuses = [301, 302, 303, 307, 308];

/** `HERE` is the canary, `PORT` its port. */
const badTargets = [
  'http://HERE/x.jpg',
  '//HERE/x.jpg',
  '\\\\HERE\\x.jpg',
  'http://localhost:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f.1:PORT/',
  'http://127.1:PORT/',
  'http://127.0.0.2:PORT/',
  'http://[::1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[64:ff9b::7f00:1]:PORT/',
  'http://photos.example:PORT/',
  'http://0.0.0.0:PORT/',
  'https://HERE/x.jpg',
  'http://169.254.169.254/latest/meta-data/',
  'http://10.0.0.1/',
  'http://user:pass@GOOD/x.jpg',
  'http://GOOD@HERE/x.jpg',
  'http://127.0.0.1:22/',
  'ftp://HERE/x.jpg',
  'file:///etc/passwd',
  'data:image/png;base64,iVBORw0KGgo=',
  'javascript:1',
  'gopher://HERE/_GET',
  'blob:http://HERE/1',
  'http://',
  'http://[::1',
];

test.each(badTargets)('a redirect to %s is refused, whatever its status', async (target) => {
  const { canary, good, follow } = await start();
  const location = target.replace('HERE', canary.host).replace('PORT', `${canary.port}`).replace('GOOD', good.host);
  for (const status of statuses) {
    const { status: answered, failure } = await follow(status, location);
    expect([status, answered, failure?.code]).toEqual([status, 403, 'refused-by-relay']);
  }
  expect(canary.connections).toBe(0);
  expect(good.requests.length).toBe(statuses.length);
});

test('a bad target behind good hops is refused', async () => {
  const { canary, good, other, follow } = await start();
  const last = `http://${other.host}/to?302&${encodeURIComponent(`http://${canary.host}/`)}`;
  expect((await follow(302, last)).failure?.code).toBe('refused-by-relay');
  expect([good.requests.length, other.requests.length, canary.connections]).toEqual([1, 1, 0]);
});

test.each(statuses)('control: a %d to a good host is followed, relative or absolute', async (status) => {
  const { other, follow } = await start();
  for (const location of ['/x.jpg', 'x.jpg', '?x', `//${other.host}/x.jpg`, `http://${other.host}/x.jpg`]) {
    expect((await follow(status, location)).body.equals(png)).toBe(true);
  }
});

test('five hops are followed, six are too many, a loop ends', async () => {
  const { good, relay } = await start();
  const ask = (path: string) => relay.ask(`http://${good.host}${path}`);
  expect((await ask('/chain/5')).status).toBe(200);
  expect(good.requests.length).toBe(6);
  const tooMany = { code: 'too-many-redirects', host: good.host };
  expect((await ask('/chain/6')).failure).toEqual(tooMany);
  expect((await ask('/loop')).failure).toEqual(tooMany);
  expect(good.requests.length).toBe(18);
});

test.each([300, 304, 305, 306])('a %d is an answer, not a redirect', async (status) => {
  const { canary, follow } = await start();
  expect((await follow(status, `http://${canary.host}/`)).failure).toEqual({
    code: 'http',
    status,
    retryAfterMs: null,
  });
  expect(canary.connections).toBe(0);
});

test('a redirect to nowhere is an answer', async () => {
  const { follow } = await start();
  expect((await follow(302, '')).failure).toEqual({ code: 'http', status: 302, retryAfterMs: null });
});

test('a redirect to an overlong URL is refused', async () => {
  const { good, relay } = await start();
  expect((await relay.ask(`http://${good.host}/far`)).failure?.code).toBe('refused-by-relay');
  expect(good.requests.length).toBe(1);
});

test('cookies that a hop sets go to nobody', async () => {
  const { good, follow } = await start();
  const { headers } = await follow(302, '/x.jpg');
  expect(headers['set-cookie']).toBe(undefined);
  expect(good.requests.map((request) => request.headers.cookie)).toEqual([undefined, undefined]);
});

test('the status of the host reaches the page, with its wait', async () => {
  const busy = await listen((_request, response) => response.writeHead(429, { 'Retry-After': '7' }).end('<html>'));
  const relay = await startRelay({ allow: parseAllowList(busy.host) });
  const { status, headers, failure } = await relay.ask(`http://${busy.host}/`);
  expect(failure).toEqual({ code: 'http', status: 429, retryAfterMs: 7_000 });
  expect([status, headers['retry-after'], headers['content-type']]).toEqual([502, '7', 'application/json']);
});

test('a host that is not there is named with the reason', async () => {
  const gone: Stand = await listen(sendPng);
  const relay = await startRelay({ allow: parseAllowList('127.0.0.1:1') });
  expect((await relay.ask('http://127.0.0.1:1/')).failure).toEqual({
    code: 'unreachable',
    host: '127.0.0.1:1',
    reason: 'ECONNREFUSED',
  });
  // A plain server where TLS is spoken to.
  const secure = await startRelay({ allow: parseAllowList(gone.host) });
  const { failure } = await secure.ask(`https://${gone.host}/`);
  expect(failure).toMatchObject({ code: 'unreachable', host: gone.host });
});
