import type { Exchange } from '../exchange.ts';
import { ends, type Fault, type FaultSite, sendPicture, unreachable } from '../fault.ts';

/** Half of the picture: in chunks, or under the length of the whole. */
async function sendHalf(exchange: Exchange, site: FaultSite, framing: 'chunked' | 'length'): Promise<void> {
  const body = await site.picture(exchange.url.pathname);
  const length = framing === 'length' ? { 'Content-Length': body.length } : {};
  exchange.response.writeHead(200, { 'Content-Type': 'image/jpeg', ...length });
  await exchange.write(body.subarray(0, body.length / 2));
}

async function sendShort(exchange: Exchange, site: FaultSite): Promise<void> {
  await sendHalf(exchange, site, 'length');
  exchange.cut('end');
}

/** All the bytes that were announced, but the picture ends in its middle. */
async function sendHalfPicture(exchange: Exchange, site: FaultSite): Promise<void> {
  const body = await site.picture(exchange.url.pathname);
  await exchange.send(200, { 'Content-Type': 'image/jpeg' }, body.subarray(0, body.length / 2));
}

const truncated = { group: 'truncated', file: 'photo.jpg', takes: 'a-back-off', ...ends(['truncated']) } as const;

const healing = { group: 'truncated', file: 'photo.jpg', takes: 'a-back-off', ...ends(['done']) } as const;

const dead = { group: 'dead', file: 'photo.jpg', takes: 'a-back-off', ...unreachable } as const;

export const cutFaults: readonly Fault[] = [
  { name: 'short-length', does: 'closes after half of what Content-Length says', ...truncated, answer: sendShort },
  {
    name: 'broken-chunk',
    does: 'sends half of the picture in chunks, then a chunk without a size',
    ...truncated,
    async answer(exchange, site) {
      await sendHalf(exchange, site, 'chunked');
      exchange.writeRaw('no size\r\n');
      exchange.cut('end');
    },
  },
  {
    name: 'missing-chunk',
    does: 'sends half of the picture in chunks and closes without the last one',
    ...truncated,
    async answer(exchange, site) {
      await sendHalf(exchange, site, 'chunked');
      exchange.cut('end');
    },
  },
  {
    name: 'http10-close',
    does: 'speaks HTTP/1.0, without a length, and closes in the middle: to the client that looks complete',
    ...truncated,
    async answer(exchange, site) {
      const body = await site.picture(exchange.url.pathname);
      exchange.writeRawHead('HTTP/1.0 200 OK', { 'Content-Type': 'image/jpeg' });
      exchange.writeRaw(body.subarray(0, body.length / 2));
      exchange.cut('end');
    },
  },
  {
    name: 'half-jpeg',
    does: 'serves half of a JPEG under the length of that half',
    ...truncated,
    answer: sendHalfPicture,
  },
  {
    name: 'reset-body',
    does: 'resets the connection in the middle of the picture',
    ...truncated,
    async answer(exchange, site) {
      await sendHalf(exchange, site, 'length');
      // A reset discards what has not left yet; the half must have arrived for this to be a middle.
      await exchange.pause(site.delayMs);
      exchange.cut('reset');
    },
  },
  {
    name: 'short-once',
    does: 'closes early the first time, then serves the picture',
    ...healing,
    answer: (exchange, site) => (exchange.attempt === 1 ? sendShort(exchange, site) : sendPicture(exchange, site)),
  },
  {
    name: 'half-jpeg-once',
    does: 'serves half of a JPEG the first time, then the whole',
    ...healing,
    answer: (exchange, site) =>
      exchange.attempt === 1 ? sendHalfPicture(exchange, site) : sendPicture(exchange, site),
  },
  {
    name: 'reset-once',
    does: 'resets the connection the first time, then serves the picture',
    ...healing,
    group: 'dead',
    answer: (exchange, site) => (exchange.attempt === 1 ? exchange.cut('reset') : sendPicture(exchange, site)),
  },
  {
    name: 'reset-request',
    does: 'resets the connection instead of answering',
    ...dead,
    answer: ({ cut }) => cut('reset'),
  },
  {
    name: 'close-request',
    does: 'closes the connection instead of answering',
    ...dead,
    answer: ({ cut }) => cut('end'),
  },
  {
    name: 'reset-headers',
    does: 'resets the connection after the headers',
    ...dead,
    ...ends(['truncated', 'unreadable'], ['truncated', 'unreachable']),
    async answer(exchange, { delayMs }) {
      exchange.response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': 10_000 });
      exchange.response.flushHeaders();
      await exchange.pause(delayMs);
      exchange.cut('reset');
    },
  },
  {
    name: 'wrong-protocol',
    does: 'greets as an SSH server',
    ...dead,
    answer(exchange) {
      exchange.writeRaw('SSH-2.0-OpenSSH_9.9\r\n');
      exchange.cut('end');
    },
  },
  {
    name: 'huge-headers',
    does: 'sends a megabyte of headers',
    ...dead,
    answer(exchange) {
      exchange.writeRawHead('HTTP/1.1 200 OK', { 'X-Padding': 'a'.repeat(2 ** 20), 'Content-Length': '0' });
      exchange.cut('end');
    },
  },
];
