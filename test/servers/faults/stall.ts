import type { Exchange } from '../exchange.ts';
import { ends, type Fault, type FaultSite, sendPicture } from '../fault.ts';

/** Head and first half of a sound picture, its whole length promised. */
async function sendHalf(exchange: Exchange, site: FaultSite): Promise<void> {
  const body = await site.picture(exchange.url.pathname);
  exchange.response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': body.length });
  await exchange.write(body.subarray(0, body.length / 2));
}

export const stallFaults: readonly Fault[] = [
  {
    name: 'stall-headers',
    group: 'stalled',
    does: 'takes the request and never answers',
    file: 'photo.jpg',
    takes: 'a-stall',
    ...ends(['timed-out']),
    answer: (exchange) => exchange.stall(),
  },
  {
    name: 'stall-slow-headers',
    group: 'stalled',
    does: 'sends one byte of a header every so often, and never the last (slow loris)',
    file: 'photo.jpg',
    takes: 'a-stall',
    ...ends(['timed-out']),
    async answer(exchange, { delayMs }) {
      exchange.writeRaw('HTTP/1.1 200 OK\r\nX-Padding: ');
      while (!exchange.signal.aborted) {
        await exchange.pause(delayMs);
        exchange.writeRaw('a');
      }
    },
  },
  {
    name: 'stall-first-byte',
    group: 'stalled',
    does: 'sends the headers and nothing more',
    file: 'photo.jpg',
    takes: 'a-stall',
    ...ends(['timed-out']),
    answer(exchange) {
      exchange.response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': 100_000 });
      exchange.response.flushHeaders();
      return exchange.stall();
    },
  },
  {
    name: 'stall-body',
    group: 'stalled',
    does: 'sends half of the picture and nothing more',
    file: 'photo.jpg',
    takes: 'a-stall',
    ...ends(['timed-out']),
    async answer(exchange, site) {
      await sendHalf(exchange, site);
      await exchange.stall();
    },
  },
  {
    name: 'stall-once',
    group: 'stalled',
    does: 'never answers the first time, then serves the picture',
    file: 'photo.jpg',
    takes: 'a-stall',
    ...ends(['done']),
    answer: (exchange, site) => (exchange.attempt === 1 ? exchange.stall() : sendPicture(exchange, site)),
  },
  {
    name: 'drip-endless',
    group: 'stalled',
    does: 'sends half of the picture, then a byte every so often, for ever: only the total clock ends it',
    file: 'photo.jpg',
    takes: 'the-total',
    ...ends(['timed-out']),
    async answer(exchange, { picture, delayMs }) {
      const body = await picture(exchange.url.pathname);
      exchange.response.writeHead(200, { 'Content-Type': 'image/jpeg' });
      await exchange.write(body.subarray(0, body.length / 2));
      while (!exchange.signal.aborted) {
        await exchange.pause(delayMs);
        await exchange.write(Buffer.from([0]));
      }
    },
  },
  {
    name: 'drip',
    group: 'healthy',
    does: 'sends the picture in ten parts with pauses between them, and finishes',
    file: 'photo.jpg',
    takes: 'a-moment',
    ...ends(['done']),
    async answer(exchange, { picture, delayMs }) {
      const body = await picture(exchange.url.pathname);
      const part = Math.ceil(body.length / 10);
      exchange.response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': body.length });
      for (let at = 0; at < body.length; at += part) {
        await exchange.pause(delayMs / 10);
        await exchange.write(body.subarray(at, at + part));
      }
      exchange.response.end();
    },
  },
  {
    name: 'healthy-slow',
    group: 'healthy',
    does: 'waits before it serves the picture',
    file: 'photo.jpg',
    takes: 'a-moment',
    ...ends(['done']),
    async answer(exchange, site) {
      await exchange.pause(site.delayMs);
      await sendPicture(exchange, site);
    },
  },
];
