import sharp from 'sharp';
import { expect, test } from 'vitest';
import { giantJpeg, giantPng, ico, manyFramesGif, onePixelGif } from './crafted.ts';
import { specimen } from './specimen.ts';

const unlimited = { limitInputPixels: false } as const;

test('giant pictures say so in their headers, and weigh nothing', async () => {
  const png = giantPng(50_000, 50_000);
  expect(png.length).toBeLessThan(1000);
  expect(await sharp(png, unlimited).metadata()).toMatchObject({ width: 50_000, height: 50_000, depth: 'uchar' });
  const jpeg = giantJpeg(await specimen('jpeg'), 65_500, 65_500);
  expect(await sharp(jpeg, unlimited).metadata()).toMatchObject({ width: 65_500, height: 65_500 });
});

test('the GIF of many frames has them all, and each can be drawn', async () => {
  const gif = manyFramesGif(20_000);
  expect(await sharp(gif).metadata()).toMatchObject({ width: 8, height: 8 });
  expect((await sharp(gif, { animated: true, ...unlimited }).metadata()).pages).toBe(20_000);
  expect((await sharp(gif, { failOn: 'warning' }).raw().toBuffer()).length).toBeGreaterThan(0);
});

test('specimens are what they are called', async () => {
  expect(await sharp(await specimen('animated-gif')).metadata()).toMatchObject({ pages: 3 });
  expect(await sharp(await specimen('cmyk-jpeg')).metadata()).toMatchObject({ space: 'cmyk', channels: 4 });
  expect(await sharp(await specimen('png-16')).metadata()).toMatchObject({ depth: 'ushort' });
  expect(await sharp(await specimen('grey-alpha-png')).metadata()).toMatchObject({ space: 'b-w', channels: 2 });
  expect(await sharp(await specimen('rotated-jpeg')).metadata()).toMatchObject({ orientation: 6 });
  expect(await sharp(onePixelGif()).metadata()).toMatchObject({ width: 1, height: 1 });
});

test('the icon holds the PNG behind its directory', async () => {
  const png = await specimen('png');
  const icon = ico(png, 320, 240);
  expect(icon.readUInt32LE(18)).toBe(22);
  expect(icon.subarray(22).equals(png)).toBe(true);
});
