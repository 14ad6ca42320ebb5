import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { parseAllowList } from '../../src/relay/allow.ts';
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
