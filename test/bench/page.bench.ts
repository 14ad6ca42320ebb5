import { test } from '@playwright/test';
import { startChromium } from '../browsers/chromium.ts';
import { enterList } from '../browsers/page.ts';
import { startProduct } from '../e2e/product.ts';
import { seedPhotos } from '../photos/seed.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { compare, toTable } from './compare.ts';
import { makeThumbnails } from './make.ts';
import { runProgram, runSequentially } from './program.ts';

const rounds = Number(process.env.ROUNDS ?? 7);

test('26 photos of 3264×1836 → 200, 64, 32: from click to finished zip', async () => {
  const photos = await createPhotoServer(await seedPhotos());
  const product = await startProduct([]);
  // With a profile on disk, and without a debugger for which each body that is fetched has to be kept.
  const browser = await startChromium();
  await browser.goto(product.url);
  await enterList(browser, photos.urls);
  const runPage = async () => {
    await makeThumbnails(browser, 26, 'Download zip');
    await browser.downloaded('thumbnails.zip');
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
  await Promise.all([browser.close(), photos.close(), product.close()]);
});
