import sharp from 'sharp';
import { expect, test } from 'vitest';
import { bytesOf, startStand, statusOf } from './stand.ts';

const stand = startStand();

test.each([
  ['html', '<!DOCTYPE html'],
  ['html-as-image', '<!DOCTYPE html'],
  ['json', '{'],
  ['text', 'No such photo'],
  ['xml', '<?xml'],
  ['zip', 'PK\x03\x04'],
  ['pdf', '%PDF-'],
  ['psd', '8BPS'],
  ['webm', '\x1aE\xdf\xa3'],
  ['mp4', '\0\0\0\x18ftypisom'],
  ['heic', '\0\0\0\x18ftypheic'],
  ['noise', '\xa7\xa7'],
])('%s begins as such, and no two URLs are alike', async (name, start) => {
  const one = await bytesOf(stand.server.url(name, '1'));
  expect(one.toString('latin1')).toMatch(new RegExp(`^${start.replace(/[{?]/g, '\\$&')}`));
  expect(one.equals(await bytesOf(stand.server.url(name, '2')))).toBe(false);
  await expect(sharp(one).metadata()).rejects.toThrow();
});

test('nothing, with 200 and with 204', async () => {
  expect(await bytesOf(stand.server.url('empty'))).toHaveLength(0);
  expect(await statusOf(stand.server.url('no-content'))).toBe(204);
});

test('one pixel, the same everywhere', async () => {
  const pixel = await bytesOf(stand.server.url('one-pixel', '1'));
  expect(await sharp(pixel).metadata()).toMatchObject({ width: 1, height: 1 });
  expect(pixel.equals(await bytesOf(stand.server.url('one-pixel', '2')))).toBe(true);
});

test('the type of an HTML page is honest once and a lie once', async () => {
  expect((await fetch(stand.server.url('html'))).headers.get('content-type')).toMatch(/^text\/html/);
  expect((await fetch(stand.server.url('html-as-image'))).headers.get('content-type')).toBe('image/jpeg');
});
