import sharp from 'sharp';
import { expect, test } from 'vitest';
import { seedCount, seedPhotos, seedSize, seedVariant } from './seed.ts';

/** The first run on a machine makes the pictures. */
const timeoutMs = 120_000;

test('26 different photos of 3264×1836, baseline JPEG 4:2:0, 1–3.4 MB each', { timeout: timeoutMs }, async () => {
  const photos = await seedPhotos();
  expect(photos).toHaveLength(seedCount);
  expect(new Set(photos.map(({ name }) => name)).size).toBe(seedCount);
  for (const photo of photos) {
    const bytes = photo.bytes();
    expect(bytes.length).toBeGreaterThan(1e6);
    expect(bytes.length).toBeLessThan(3.4e6);
    expect(await sharp(bytes).metadata()).toMatchObject({
      format: 'jpeg',
      ...seedSize,
      chromaSubsampling: '4:2:0',
      isProgressive: false,
    });
  }
});

test('its variants are the same size in pixels', { timeout: timeoutMs }, async () => {
  const progressive = await seedVariant('progressive');
  expect(await sharp(progressive.bytes()).metadata()).toMatchObject({ ...seedSize, isProgressive: true });
  const png = await seedVariant('png');
  expect(png.bytes().length).toBeGreaterThan(8e6);
  expect(await sharp(png.bytes()).metadata()).toMatchObject({ ...seedSize, format: 'png' });
  expect(await sharp((await seedVariant('webp')).bytes()).metadata()).toMatchObject({ ...seedSize, format: 'webp' });
  expect(await sharp((await seedVariant('avif')).bytes()).metadata()).toMatchObject({ ...seedSize, format: 'heif' });
});
