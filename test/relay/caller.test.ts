import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { parseAllowList } from '../../src/relay/allow.ts';
import { loopbackHosts } from '../../src/relay/shard.ts';
import { listen, sendPng, startRelay } from './stand.ts';

type Headers = Record<string, string | string[] | null>;

const crossed = <T>(...lists: T[][]): T[][] =>
  lists.reduce<T[][]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]]);

/** Every combination has at least one header that gives another site away. */
const foreign: Headers[] = [
  ...crossed<string | null>(
    ['cross-site', 'same-site', 'none', '', 'Same-Origin', 'same-origin, same-origin', null],
    ['https://evil.example', 'null', 'http://localhost:1', null],
    [null, 'no-cors', 'navigate'],
  ).map(([site = null, origin = null, mode = null]) => ({
    'Sec-Fetch-Site': site,
    Origin: origin,
    'Sec-Fetch-Mode': mode,
    Referer: 'https://evil.example/',
  })),
  ...['https://evil.example', 'null', 'http://127.0.0.1', 'http://127.0.0.1:1', 'http://OWN.evil.example', ''].map(
    (origin) => ({ Origin: origin }),
  ),
  ...['image', 'script', 'document', 'iframe', 'style', 'worker', 'object', 'video', 'embed', ''].map((dest) => ({
    'Sec-Fetch-Dest': dest,
  })),
  ...[
    'evil.example',
    'evil.example:4173',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '127.0.0.1@evil.example',
    'evil.example#127.0.0.1',
    '127.0.0.2',
    '0.0.0.0',
    '[::]',
    '192.168.1.5',
    'localhost, evil.example',
    'localhost:',
    'localhost:80:80',
    'xlocalhost',
  ].map((host) => ({ Host: host })),
];

test('no combination of headers from a foreign site gets an answer, or a request upstream', async () => {
  const origin = await listen(sendPng);
  const relay = await startRelay({ allow: parseAllowList(origin.host) });
  expect(foreign.length).toBeGreaterThan(40);
  for (const headers of foreign) {
    const own = JSON.parse(JSON.stringify(headers).replace('OWN', `127.0.0.1:${relay.port}`));
    const { status, failure, headers: answered } = await relay.ask(`http://${origin.host}/`, { headers: own });
    expect([own, status, failure?.code]).toEqual([own, 403, 'refused-by-relay']);
    expect(answered['access-control-allow-origin']).toBe(undefined);
  }
  expect(origin.connections).toBe(0);
});

const shards = ['r0.localhost', 'r7.localhost', 'r15.localhost'];

test('a shard answers the page of this server at the same port, and lets it alone read', async () => {
  const origin = await listen(sendPng);
  const relay = await startRelay({ allow: parseAllowList(origin.host) });
  for (const [shard, name] of crossed(shards, loopbackHosts) as [string, string][]) {
    const own = `http://${name}:${relay.port}`;
    const crossSite = { Host: `${shard}:${relay.port}`, Origin: own, 'Sec-Fetch-Site': 'cross-site' };
    const { status, headers } = await relay.ask(`http://${origin.host}/`, { headers: crossSite });
    expect([status, headers['access-control-allow-origin'], headers.vary]).toEqual([200, own, 'Origin']);
    expect([headers['access-control-expose-headers'], headers['x-relay']]).toEqual(['X-Relay', 'bytes']);
    expect(headers['access-control-allow-credentials']).toBe(undefined);
  }
});

test('a shard answers nobody else, and says nothing that they could read', async () => {
  const origin = await listen(sendPng);
  const relay = await startRelay({ allow: parseAllowList(origin.host), ownHosts: ['thumbs.example'] });
  const { port } = relay;
  const strangers = [
    ...['https://evil.example', `http://evil.example:${port}`, 'null', '', null, `http://thumbs.example:${port}`],
    ...['http://localhost', 'http://localhost:1', `http://localhost:${port}0`, `https://localhost:${port}`],
    ...[`http://localhost.evil.example:${port}`, `http://evil.localhost:${port}`, `http://127.0.0.2:${port}`],
    ...[`http://user@localhost:${port}`, `http://LOCALHOST:${port}`, `http://localhost:${port}/`, `localhost:${port}`],
    ...[`http://r0.localhost:${port}`, `http://r1.localhost:${port}`, `http://localhost:${port}, https://evil.example`],
  ];
  const sites = ['cross-site', 'same-site', 'none', null];
  for (const [shard, stranger, site] of crossed<string | null>(shards, strangers, sites)) {
    const headers = { Host: `${shard}:${port}`, Origin: stranger ?? null, 'Sec-Fetch-Site': site ?? null };
    const { status, headers: answered } = await relay.ask(`http://${origin.host}/`, { headers });
    expect([headers, status]).toEqual([headers, 403]);
    expect(answered['access-control-allow-origin']).toBe(undefined);
  }
  const own = `http://localhost:${port}`;
  const nearlyOurs: Headers[] = [
    ...[
      'r16.localhost',
      'r-1.localhost',
      'r00.localhost',
      'x.localhost',
      'r0.localhost.evil.example',
      'ar0.localhost',
    ].map((name) => ({ Host: `${name}:${port}`, Origin: own })),
    { Host: 'r0.localhost', Origin: own },
    { Host: `r0.localhost:${port + 1}`, Origin: own },
    { Host: `r0.localhost:${port}`, Origin: [own, own] },
    ...['image', 'script', 'document', 'iframe'].map((dest) => ({
      ...{ Host: `r0.localhost:${port}`, Origin: own, 'Sec-Fetch-Dest': dest },
    })),
  ];
  for (const headers of nearlyOurs) {
    const { status, headers: answered } = await relay.ask(`http://${origin.host}/`, { headers });
    expect([headers, status]).toEqual([headers, 403]);
    expect(answered['access-control-allow-origin']).toBe(undefined);
  }
  expect(origin.connections).toBe(0);
});

test.each(['', 'Host:\r\n', 'Host: 127.0.0.1\r\nHost: evil.example\r\n'])(
  'raw headers "%s" name no host',
  async (lines) => {
    const origin = await listen(sendPng);
    const relay = await startRelay({ allow: parseAllowList(origin.host) });
    const socket = connect(relay.port, '127.0.0.1');
    // HTTP/1.0, because Node itself refuses a request of 1.1 without a Host.
    socket.write(`GET /relay?url=http://${origin.host}/ HTTP/1.0\r\n${lines}Sec-Fetch-Site: same-origin\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(origin.connections).toBe(0);
  },
);

test('control: the page itself is answered, by every name of the server', async () => {
  const origin = await listen(sendPng);
  const relay = await startRelay({ allow: parseAllowList(origin.host), ownHosts: ['thumbs.example'] });
  const own = `127.0.0.1:${relay.port}`;
  const good: Headers[] = [
    {},
    { Origin: `http://${own}` },
    { Origin: `https://${own}` },
    { 'Sec-Fetch-Site': null, Origin: `http://${own}` },
    { 'Sec-Fetch-Dest': null },
    { 'Sec-Fetch-Mode': 'cors', Referer: `http://${own}/` },
    ...['localhost', 'LOCALHOST:1', '127.0.0.1', '[::1]:4173', 'thumbs.example', 'Thumbs.Example:8443'].map((host) => ({
      Host: host,
    })),
  ];
  for (const headers of good) {
    const { status } = await relay.ask(`http://${origin.host}/`, { headers });
    expect([headers, status]).toEqual([headers, 200]);
  }
  expect(origin.requests.length).toBe(good.length);
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('%s is not answered', async (method) => {
  const origin = await listen(sendPng);
  const relay = await startRelay({ allow: parseAllowList(origin.host) });
  const { status, headers, failure } = await relay.ask(`http://${origin.host}/`, { method });
  expect([status, headers.allow, failure?.code]).toEqual([405, 'GET', 'refused-by-relay']);
  expect(origin.connections).toBe(0);
});

test('HEAD is not answered either', async () => {
  const origin = await listen(sendPng);
  const relay = await startRelay({ allow: parseAllowList(origin.host) });
  const response = await fetch(`http://127.0.0.1:${relay.port}/relay?url=http://${origin.host}/`, { method: 'HEAD' });
  expect(response.status).toBe(405);
  expect(origin.connections).toBe(0);
});
