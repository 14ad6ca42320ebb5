import sharp from 'sharp';
import { expect, test } from 'vitest';
import { specimen } from '../../photos/specimen.ts';
import { hear } from '../wire.ts';
import { faults } from './index.ts';
import { bytesOf, startStand } from './stand.ts';

const stand = startStand();

const sound = [...faults.values()].filter(({ does, group }) => does.startsWith('serves a') && group === 'healthy');

test.each(sound.map(({ name }) => name))('%s: sound, and different at every URL', async (name) => {
  const [one, other] = [await bytesOf(stand.server.url(name, '1')), await bytesOf(stand.server.url(name, '2'))];
  await sharp(one, { failOn: 'warning' }).stats();
  expect(one.equals(other)).toBe(false);
});

test.each(['corrupt-jpeg-tables', 'corrupt-png', 'corrupt-webp'])('%s: not to be decoded', async (name) => {
  await expect(sharp(await bytesOf(stand.server.url(name)), { failOn: 'truncated' }).stats()).rejects.toThrow();
});

test('corrupt-jpeg: other pixels, and no decoder can know', async () => {
  const pixels = (bytes: Buffer) => sharp(bytes, { failOn: 'warning' }).raw().toBuffer();
  const [damaged, whole] = [
    await pixels(await bytesOf(stand.server.url('corrupt-jpeg'))),
    await pixels(await specimen('jpeg')),
  ];
  expect(damaged.length).toBe(whole.length);
  expect(damaged.equals(whole)).toBe(false);
});

test('thin-png: 65,535 × 1', async () => {
  expect(await sharp(await bytesOf(stand.server.url('thin-png'))).metadata()).toMatchObject({
    width: 65_535,
    height: 1,
  });
});

test('gzip is unpacked on the way; false-gzip is an error on the way', async () => {
  const { head, body } = await hear(stand.server.url('gzip'));
  expect(head).toMatch(/content-encoding: gzip/i);
  expect(body.subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
  await expect(bytesOf(stand.server.url('false-gzip'))).rejects.toThrow();
});

test('types that are wrong or missing, on the picture that they do not name', async () => {
  expect((await fetch(stand.server.url('wrong-type'))).headers.get('content-type')).toBe('text/plain');
  expect((await fetch(stand.server.url('no-type'))).headers.get('content-type')).toBeNull();
  expect(await sharp(await bytesOf(stand.server.url('wrong-name'))).metadata()).toMatchObject({ format: 'png' });
});

test('BMP and ICO by their signatures', async () => {
  expect((await bytesOf(stand.server.url('bmp'))).toString('latin1', 0, 2)).toBe('BM');
  expect((await bytesOf(stand.server.url('ico'))).readUInt32LE(0)).toBe(0x10000);
  expect((await bytesOf(stand.server.url('ico'))).includes((await specimen('png')).subarray(0, 8))).toBe(true);
});

test('SVG traps name the canary of their server', async () => {
  for (const name of ['svg-script', 'svg-external']) {
    expect((await bytesOf(stand.server.url(name))).toString()).toContain(`${stand.server.origin}/canary`);
  }
  expect(stand.server.canaryCount()).toBe(0);
});
