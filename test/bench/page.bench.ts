import { test } from '@playwright/test';
import { startChromium } from '../browsers/chromium.ts';
import { enterList } from '../browsers/page.ts';
import { startProduct } from '../e2e/product.ts';
import type { Photo } from '../photos/photo.ts';
import { seedPhotos } from '../photos/seed.ts';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { compare, toTable } from './compare.ts';
import { makeThumbnails } from './make.ts';
import { runProgram, runSequentially } from './program.ts';

const rounds = Number(process.env.ROUNDS ?? 7);

interface Workload {
  name: string;
  photos(): Promise<readonly Photo[]>;
}

const workloads: Workload[] = [
  { name: '26 photos of 3264×1836 (6 MP)', photos: seedPhotos },
  // As shops have them: here fetching, counting and keeping weigh as much as drawing.
  { name: '300 photos of 800×600 (100 KB)', photos: () => smallPhotos(300) },
];

for (const { name, photos: toPhotos } of workloads) {
  test(`${name} → 200, 64, 32: from click to finished zip`, async () => {
    const all = await toPhotos();
    const photos = await createPhotoServer(all);
    const product = await startProduct([]);
    // With a profile on disk, and without a debugger for which each body that is fetched has to be kept.
    const browser = await startChromium();
    await browser.goto(product.url);
    await enterList(browser, photos.urls);
    const runPage = async () => {
      await makeThumbnails(browser, all.length, 'Download zip');
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
    console.log(toTable(`${name} → widths 200, 64, 32, JPEG 80: download, resize, zip`, comparisons));
    await Promise.all([browser.close(), photos.close(), product.close()]);
  });
}
