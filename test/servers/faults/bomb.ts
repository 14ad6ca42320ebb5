import { constants, crc32, createDeflateRaw } from 'node:zlib';
import { giantJpeg, giantPng, manyFramesGif } from '../../photos/crafted.ts';
import { toDistinct } from '../../photos/distinct.ts';
import { specimen } from '../../photos/specimen.ts';
import { deepSvg, entityBombSvg } from '../../photos/svg.ts';
import { ends, type Fault } from '../fault.ts';

const bomb = { group: 'bomb', takes: 'a-moment' } as const;

const pixelBomb = { ...bomb, ...ends(['too-many-pixels']) } as const;

const mebibyte = 2 ** 20;

/** What the gzip bomb becomes: above the product's limit for one source, 256 MiB, with room for a higher one. */
export const inflatedBytes = 320 * mebibyte;

/** One MiB of zeros, deflated so that copies of it can stand one after the other: it ends on a byte, and forgets what was before. */
const zeros = new Promise<Buffer>((resolve) => {
  const deflate = createDeflateRaw({ level: 9 });
  const parts: Buffer[] = [];
  deflate.on('data', (part: Buffer) => parts.push(part));
  deflate.write(Buffer.alloc(mebibyte));
  deflate.flush(constants.Z_FULL_FLUSH, () => resolve(Buffer.concat(parts)));
});

/** A gzip file (RFC 1952) of `start` and then zeros, in pieces of about a kilobyte for each MiB. */
export async function* gzipBomb(start: Buffer): AsyncGenerator<Buffer> {
  const stored = Buffer.from([
    0,
    start.length & 255,
    start.length >> 8,
    ~start.length & 255,
    (~start.length >> 8) & 255,
  ]);
  yield Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), stored, start]);
  const mebi = Buffer.alloc(mebibyte);
  let sum = crc32(start);
  for (let inflated = 0; inflated < inflatedBytes; inflated += mebibyte) {
    sum = crc32(mebi, sum);
    yield await zeros;
  }
  const end = Buffer.alloc(10);
  // The last block, empty, with fixed codes; then checksum and length.
  end.writeUInt16LE(0x0003, 0);
  end.writeUInt32LE(sum, 2);
  end.writeUInt32LE(inflatedBytes + start.length, 6);
  yield end;
}

export const bombFaults: readonly Fault[] = [
  {
    name: 'endless',
    does: 'begins a JPEG and sends zeros for ever',
    file: 'photo.jpg',
    ...bomb,
    ...ends(['too-many-bytes']),
    async answer(exchange, { picture }) {
      exchange.response.writeHead(200, { 'Content-Type': 'image/jpeg' });
      await exchange.write((await picture(exchange.url.pathname)).subarray(0, 4096));
      const more = Buffer.alloc(mebibyte);
      while (!exchange.signal.aborted) await exchange.write(more);
    },
  },
  {
    name: 'huge-length',
    does: 'promises 10 GiB and sends them',
    file: 'photo.jpg',
    ...bomb,
    ...ends(['too-many-bytes']),
    async answer(exchange, { picture }) {
      exchange.response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': 10 * 1024 * mebibyte });
      await exchange.write((await picture(exchange.url.pathname)).subarray(0, 4096));
      const more = Buffer.alloc(mebibyte);
      while (!exchange.signal.aborted) await exchange.write(more);
    },
  },
  {
    name: 'gzip-bomb',
    does: 'sends a third of a megabyte of gzip that becomes a third of a gigabyte, asked for or not',
    file: 'photo.jpg',
    ...bomb,
    // A relay that asked for no encoding may refuse one.
    ...ends(['too-many-bytes'], ['too-many-bytes', 'refused-by-relay']),
    async answer(exchange, { picture }) {
      exchange.response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Encoding': 'gzip' });
      const start = (await picture(exchange.url.pathname)).subarray(0, 4096);
      for await (const piece of gzipBomb(start)) {
        if (exchange.signal.aborted) return;
        await exchange.write(piece);
      }
      exchange.response.end();
    },
  },
  {
    name: 'giant-png',
    does: 'serves a PNG of a few hundred bytes that says 50,000 × 50,000 pixels',
    file: 'photo.png',
    ...pixelBomb,
    answer: (exchange) =>
      exchange.send(200, { 'Content-Type': 'image/png' }, toDistinct(giantPng(50_000, 50_000), exchange.url.pathname)),
  },
  {
    name: 'giant-jpeg',
    does: 'serves a small JPEG that says 65,500 × 65,500 pixels',
    file: 'photo.jpg',
    ...pixelBomb,
    async answer(exchange, { picture }) {
      const body = giantJpeg(await picture(exchange.url.pathname), 65_500, 65_500);
      await exchange.send(200, { 'Content-Type': 'image/jpeg' }, body);
    },
  },
  {
    name: 'giant-progressive',
    does: 'serves a small progressive JPEG that says 12,000 × 12,000 pixels: over the limit of what is held whole',
    file: 'photo.jpg',
    ...pixelBomb,
    async answer(exchange) {
      const body = giantJpeg(await specimen('progressive-jpeg'), 12_000, 12_000);
      await exchange.send(200, { 'Content-Type': 'image/jpeg' }, toDistinct(body, exchange.url.pathname));
    },
  },
  {
    name: 'svg-entities',
    does: 'serves an SVG of nested entities, a thousand million words',
    file: 'drawing.svg',
    ...bomb,
    ...ends(['done', 'corrupt', 'unsupported', 'engine-lost']),
    answer: (exchange) =>
      exchange.send(200, { 'Content-Type': 'image/svg+xml' }, toDistinct(entityBombSvg(9), exchange.url.pathname)),
  },
  {
    name: 'svg-deep',
    does: 'serves an SVG of 50,000 nested groups',
    file: 'drawing.svg',
    ...bomb,
    ...ends(['too-deep']),
    answer: (exchange) =>
      exchange.send(200, { 'Content-Type': 'image/svg+xml' }, toDistinct(deepSvg(50_000), exchange.url.pathname)),
  },
  {
    name: 'many-frames',
    does: 'serves a GIF of 20,000 frames; the first is enough',
    file: 'animation.gif',
    ...bomb,
    ...ends(['done']),
    answer: (exchange) =>
      exchange.send(200, { 'Content-Type': 'image/gif' }, toDistinct(manyFramesGif(20_000), exchange.url.pathname)),
  },
];
