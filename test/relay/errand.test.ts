import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parseAllowList } from '../../src/relay/allow.ts';
import type { RelayLimits } from '../../src/relay/limits.ts';
import { listen, png, sendPng, startRelay, until } from './stand.ts';

type Listener = Parameters<typeof listen>[0];

async function startBoth(answer: Listener, limits: Partial<RelayLimits> = {}) {
  const origin = await listen(answer);
  const relay = await startRelay({ allow: parseAllowList(origin.host), limits });
  return { origin, relay, url: `http://${origin.host}/x.jpg` };
}

const stall: Listener = () => {};

test('a host that never answers is given up, and its connection closed', async () => {
  const { origin, relay, url } = await startBoth(stall, { headersMs: 40 });
  expect((await relay.ask(url)).failure).toEqual({ code: 'timed-out', stage: 'headers', afterMs: 40 });
  await until(() => origin.requests[0]?.socket.destroyed === true);
});

test('a name that is never resolved is given up', async () => {
  const relay = await startRelay({
    limits: { headersMs: 40 },
    resolve: (_name, signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error()))),
  });
  expect((await relay.ask('http://photos.example/')).failure).toMatchObject({ code: 'timed-out', stage: 'headers' });
});

test('headers that trickle in for ever are given up', async () => {
  const { relay, url } = await startBoth(
    (request) => {
      const { socket } = request;
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('X-More: 1\r\n'), 5);
      socket.once('close', () => clearInterval(timer)).on('error', () => {});
    },
    { headersMs: 60 },
  );
  expect((await relay.ask(url)).failure).toMatchObject({ code: 'timed-out', stage: 'headers' });
});

test('a body that stalls before it is a picture is told, one that stalls later breaks off', async () => {
  const early = await startBoth((_request, response) => void response.write(png.subarray(0, 8)), { idleMs: 40 });
  expect((await early.relay.ask(early.url)).failure).toEqual({ code: 'timed-out', stage: 'idle', afterMs: 40 });
  const late = await startBoth((_request, response) => void response.write(png), { idleMs: 40 });
  const heard = await late.relay.ask(late.url);
  expect([heard.status, heard.isBroken, heard.body.equals(png)]).toEqual([200, true, true]);
  await until(() => late.origin.requests[0]?.socket.destroyed === true);
});

test('a slow loris, never idle for long, ends with the total time', async () => {
  const { relay, url } = await startBoth(
    (_request, response) => {
      response.write(png);
      const timer = setInterval(() => response.write('.'), 5);
      response.once('close', () => clearInterval(timer));
    },
    { idleMs: 2_000, totalMs: 150 },
  );
  expect((await relay.ask(url)).isBroken).toBe(true);
});

test('an endless body ends at the limit of bytes', async () => {
  const { origin, relay, url } = await startBoth(
    (_request, response) => {
      response.write(png);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    },
    { bodyBytes: 1_000_000 },
  );
  const heard = await relay.ask(url);
  expect(heard.isBroken).toBe(true);
  expect(heard.body.length).toBeLessThanOrEqual(1_000_000);
  await until(() => origin.requests[0]?.socket.destroyed === true);
});

test('a body shorter than announced, or with a broken chunk, breaks off', async () => {
  const cut = await startBoth((request) => {
    request.socket.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n'), png]));
  });
  expect((await cut.relay.ask(cut.url)).isBroken).toBe(true);
  const torn = await startBoth((request) => {
    const start = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${png.length.toString(16)}\r\n`;
    request.socket.end(Buffer.concat([Buffer.from(start), png, Buffer.from('\r\nnonsense\r\n')]));
  });
  expect((await torn.relay.ask(torn.url)).isBroken).toBe(true);
});

test('a compressed body that is cut before it is a picture is unreachable, not broken compression', async () => {
  const { relay, url } = await startBoth((request) => {
    const start = 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\nContent-Encoding: gzip\r\n\r\n';
    request.socket.end(Buffer.concat([Buffer.from(start), gzipSync(png).subarray(0, 12)]));
  });
  expect((await relay.ask(url)).failure).toMatchObject({ code: 'unreachable' });
});

test('an answer that is not HTTP, and one with endless headers, are unreachable by their reason', async () => {
  const other = await startBoth((request) => void request.socket.end('220 mail.example ESMTP\r\n'));
  expect((await other.relay.ask(other.url)).failure).toMatchObject({ code: 'unreachable', reason: /^HPE_/ });
  const long = await startBoth((request) => {
    request.socket.on('error', () => {});
    request.socket.end(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`);
  });
  expect((await long.relay.ask(long.url)).failure).toMatchObject({ reason: 'HPE_HEADER_OVERFLOW' });
});

test('when the client leaves, the request upstream ends: before headers and in mid-body', async () => {
  for (const answer of [stall, (_request, response) => void response.write(png)] satisfies Listener[]) {
    const { origin, relay, url } = await startBoth(answer);
    const { leave } = relay.begin(url);
    await until(() => origin.requests.length === 1);
    expect(origin.requests[0]?.socket.destroyed).toBe(false);
    leave();
    await until(() => origin.requests[0]?.socket.destroyed === true);
  }
});

test('a client that leaves the queue leaves no request behind', async () => {
  const { origin, relay, url } = await startBoth(stall, { perHost: 1 });
  const first = relay.begin(url);
  await until(() => origin.requests.length === 1);
  const second = relay.begin(`${url}?second`);
  const third = relay.begin(`${url}?third`);
  second.leave();
  await expect(second.heard).rejects.toThrow();
  first.leave();
  await until(() => origin.requests.length === 2);
  expect(origin.requests[1]?.url).toBe('/x.jpg?third');
  third.leave();
});

test('a client that reads nothing makes the host wait, not the memory grow', async () => {
  let sentBytes = 0;
  const { relay, url } = await startBoth((_request, response) => {
    response.write(png);
    const more = () => {
      let hasRoom = true;
      while (hasRoom && !response.destroyed && sentBytes < 2 ** 28) {
        hasRoom = response.write(Buffer.alloc(2 ** 20));
        sentBytes += 2 ** 20;
      }
    };
    response.on('drain', more);
    more();
  });
  const socket = connect(relay.port, '127.0.0.1');
  const headers = `Host: 127.0.0.1:${relay.port}\r\nSec-Fetch-Site: same-origin`;
  socket.write(`GET /relay?url=${encodeURIComponent(url)} HTTP/1.1\r\n${headers}\r\n\r\n`);
  socket.pause();
  let before = -1;
  await until(() => sentBytes > 0);
  // Until two looks 100 ms apart see the same: the host was stopped by back-pressure.
  while (before !== sentBytes) {
    before = sentBytes;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  socket.destroy();
  expect(sentBytes).toBeLessThan(2 ** 26);
});

test('six stalled hosts, each asked for more than its share, do not hold up a hundred requests to others', async () => {
  const stalled = await Promise.all(Array.from({ length: 6 }, () => listen(stall)));
  const healthy = await Promise.all(Array.from({ length: 10 }, () => listen(sendPng)));
  const relay = await startRelay({
    allow: parseAllowList([...stalled, ...healthy].map(({ host }) => host).join()),
  });
  let told = 0;
  const waiting = stalled.flatMap(({ host }) =>
    Array.from({ length: 10 }, (_, index) => {
      const begun = relay.begin(`http://${host}/${index}`);
      begun.heard.finally(() => (told += 1)).catch(() => {});
      return begun;
    }),
  );
  await until(() => stalled.every(({ requests }) => requests.length === 4));
  const heard = await Promise.all(
    Array.from({ length: 100 }, (_, index) => relay.ask(`http://${healthy[index % 10]?.host}/${index}`)),
  );
  expect(heard.filter(({ status }) => status === 200).length).toBe(100);
  expect(told).toBe(0);
  expect(stalled.map(({ requests }) => requests.length)).toEqual([4, 4, 4, 4, 4, 4]);
  for (const { leave } of waiting) leave();
});

test('a kept connection that dies at the next request is replaced without a word', async () => {
  const { origin, relay, url } = await startBoth((request, response) => {
    if (origin.requests.length === 3) request.socket.resetAndDestroy();
    else sendPng(request, response);
  });
  for (let times = 0; times < 3; times++) expect((await relay.ask(url)).status).toBe(200);
  expect([origin.connections, origin.requests.length]).toEqual([2, 4]);
});

test('a fresh connection that dies is the answer: no request is repeated', async () => {
  const { origin, relay, url } = await startBoth((request) => void request.socket.resetAndDestroy());
  expect((await relay.ask(url)).failure).toMatchObject({ code: 'unreachable', reason: 'ECONNRESET' });
  expect(origin.requests.length).toBe(1);
});
