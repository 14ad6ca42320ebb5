import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';
import { allDone } from './resuming.ts';

test('an engine that a giant picture has made grow makes room for a fresh one, and nothing is lost', async ({
  page,
}) => {
  // An interlaced PNG is held whole, four bytes for each pixel: 324 MB, more than wasm-vips begins with.
  const canvas = { width: 9000, height: 9000, channels: 4, background: '#8090a080' } as const;
  const giant = await sharp({ create: canvas }).png({ progressive: true, compressionLevel: 1 }).toBuffer();
  const photos = await createPhotoServer([{ name: 'giant.png', bytes: () => giant }, ...(await smallPhotos(20))]);
  const product = await startProduct([]);
  let ended = 0;
  page.on('worker', (worker) => {
    if (/\/workers\/worker-/.test(worker.url())) worker.once('close', () => (ended += 1));
  });
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await maker.paste(photos.urls);
    await maker.button('Make thumbnails').click();
    expect(await maker.finished()).toBe(allDone(21));
    await expect.poll(() => ended).toBe(1);
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});
