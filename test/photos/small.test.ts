import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { smallPhotos, tinyPhotos } from './small.ts';

test.each([
  ['small', smallPhotos, 70_000, 104_000, { width: 800, height: 600 }],
  ['tiny', tinyPhotos, 500, 3_000, { width: 64, height: 48 }],
] as const)(
  '%s photos: each its own bytes, each a picture of the promised size',
  async (_, make, least, most, size) => {
    const photos = await make(30);
    const hashes = photos.map((photo) => createHash('sha256').update(photo.bytes()).digest('hex'));
    expect(new Set(hashes).size).toBe(30);
    for (const photo of photos) {
      expect(photo.bytes().length).toBeGreaterThan(least);
      expect(photo.bytes().length).toBeLessThan(most);
    }
    const last = photos.at(-1);
    expect((await sharp(last?.bytes()).stats()).isOpaque).toBe(true);
    expect(await sharp(last?.bytes()).metadata()).toMatchObject(size);
  },
);

test('ten thousand small photos cost nothing until their bytes are asked for', { timeout: 30_000 }, async () => {
  const photos = await smallPhotos(10_000);
  expect(photos).toHaveLength(10_000);
  expect(photos[9_999]?.bytes().equals(photos[9_999]?.bytes() as Buffer)).toBe(true);
});
