import { expect, test } from '@playwright/test';
import { createMaker } from '../e2e/page.ts';
import { startProduct } from '../e2e/product.ts';
import { createProfile } from '../e2e/profile.ts';
import { seedPhotos } from '../photos/seed.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { compare, toTable } from './compare.ts';
import { makeThumbnails } from './make.ts';
import { runProgram, runSequentially } from './program.ts';

const rounds = Number(process.env.ROUNDS ?? 7);

test('26 photos of 3264×1836 → 200, 64, 32: from click to finished zip', async () => {
  const photos = await createPhotoServer(await seedPhotos());
  const product = await startProduct([]);
  // A profile on disk, as people have it: what is shelved in a private window goes through the browser's own process.
  const profile = await createProfile();
  const page = await profile.open(product.url);
  const maker = createMaker(page);
  await maker.paste(photos.urls);
  await expect(maker.summary).toHaveText(/^26 images/);
  const runPage = async () => {
    const downloaded = page.waitForEvent('download');
    await makeThumbnails(page, 26, 'Download zip');
    await (await downloaded).path();
  };
  const comparisons = await compare(
    [
      { name: 'Node with sharp, two images at a time', run: async () => void (await runProgram(photos.urls, 2)) },
      { name: 'Node with sharp, sequential', run: async () => void (await runSequentially(photos.urls)) },
      { name: '**this page** in Chromium', run: runPage },
    ],
    rounds,
  );
  console.log(
    toTable('26 photos of 3264×1836 (6 MP) → widths 200, 64, 32, JPEG 80: download, resize, zip', comparisons),
  );
  await profile.remove();
  await Promise.all([photos.close(), product.close()]);
});
