import { createGunzip } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { until } from '../until.ts';
import { hear } from '../wire.ts';
import { gzipBomb, inflatedBytes } from './bomb.ts';
import { bytesOf, startStand } from './stand.ts';

const stand = startStand();

test.each(['endless', 'huge-length'])('%s: begins as a JPEG and does not end', async (name) => {
  const heard = await hear(stand.server.url(name), (soFar) => soFar.length > 3 * 2 ** 20);
  expect(heard.ending).toBe('enough');
  expect(heard.body.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(true);
  const entry = stand.server.ledger.entries.find(({ path }) => path.startsWith(`/${name}/`));
  await until(() => entry?.outcome === 'aborted');
});

test('gzip-bomb: small on the wire, valid, and huge', async () => {
  const { head, body } = await hear(stand.server.url('gzip-bomb'));
  expect(head).toMatch(/content-encoding: gzip/i);
  expect(body.length).toBeLessThan(600_000);
  let length = 0;
  const gunzip = createGunzip();
  gunzip.on('data', (chunk: Buffer) => {
    length += chunk.length;
  });
  const whole = new Promise((resolve, reject) => gunzip.on('end', resolve).on('error', reject));
  for await (const piece of gzipBomb(Buffer.from('start'))) gunzip.write(piece);
  gunzip.end();
  await whole;
  expect(length).toBe(inflatedBytes + 5);
});

test.each([
  ['giant-png', 50_000],
  ['giant-jpeg', 65_500],
  ['giant-progressive', 12_000],
])('%s: %i pixels wide, by its header', async (name, width) => {
  const bytes = await bytesOf(stand.server.url(name));
  expect(bytes.length).toBeLessThan(50_000);
  const facts = await sharp(bytes, { limitInputPixels: false }).metadata();
  expect(facts).toMatchObject({ width, height: width });
  expect(facts.isProgressive).toBe(name === 'giant-progressive');
});

test('SVG bombs are as deep as they say', async () => {
  expect((await bytesOf(stand.server.url('svg-entities'))).toString().match(/<!ENTITY/g)).toHaveLength(10);
  expect((await bytesOf(stand.server.url('svg-deep'))).toString().match(/<g>/g)).toHaveLength(50_000);
});

test('many-frames', async () => {
  const frames = sharp(await bytesOf(stand.server.url('many-frames')), { animated: true, limitInputPixels: false });
  expect((await frames.metadata()).pages).toBe(20_000);
});
