import { expect, test } from '@playwright/test';
import { createMaker } from '../e2e/page.ts';
import { startProduct } from '../e2e/product.ts';
import { seedPhotos } from '../photos/seed.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { compare, toTable } from './compare.ts';
import { runProgram, runSequentially } from './program.ts';

const rounds = Number(process.env.ROUNDS ?? 7);

test('26 photos of 3264×1836 → 200, 64, 32: from click to finished zip', async ({ page }) => {
  const photos = await createPhotoServer(await seedPhotos());
  const product = await startProduct([]);
  await page.goto(product.url);
  const maker = createMaker(page);
  await maker.paste(photos.urls);
  await expect(maker.summary).toHaveText(/^26 images/);
  // Polled cheaply: a locator would compute the roles of the whole page many times a second, on the same two cores.
  const statusIs = (start: string) =>
    page.waitForFunction(
      (text) => [...document.querySelectorAll('[role=status]')].some((status) => status.textContent?.startsWith(text)),
      start,
      { polling: 20 },
    );
  const runPage = async () => {
    const begun = statusIs('Running');
    await maker.button('Make thumbnails').click();
    await begun;
    await statusIs('Finished: 26 done');
    await maker.download('Download zip');
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
  await Promise.all([photos.close(), product.close()]);
});
