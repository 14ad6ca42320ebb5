import { expect, test } from '@playwright/test';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';

test('1,000 images in one run: all done, and the page never stutters', async ({ page }) => {
  test.setTimeout(300_000);
  const photos = await createPhotoServer(await smallPhotos(1000));
  const product = await startProduct([]);
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await maker.paste(photos.urls);
    await expect(maker.summary).toHaveText('1000 images, 0 duplicates, 0 rejected');
    await page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { longTasks: tasks });
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
        type: 'longtask',
      });
    });
    const startMs = performance.now();
    await maker.button('Make thumbnails').click();
    expect(await maker.finished(280_000)).toBe('Finished: 1000 done, 0 failed, 0 skipped, 0 cancelled');
    const seconds = (performance.now() - startMs) / 1000;
    const longTasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
    const longest = Math.max(0, ...longTasks);
    console.log(
      `1,000 images in ${seconds.toFixed(1)} s; ${longTasks.length} tasks over 50 ms, the longest ${longest} ms`,
    );
    expect(longest).toBeLessThanOrEqual(100);
    expect(new Set(photos.ledger.entries.filter(({ method }) => method === 'GET').map(({ path }) => path)).size).toBe(
      1000,
    );
    expect(photos.ledger.entries.filter(({ method }) => method === 'GET')).toHaveLength(1000);
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});
