import { expect, test } from '@playwright/test';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';

/** By then the results stand on the page; what putting them there costs is printed, and not judged yet. */
const mountedMs = 2000;

interface LongTask {
  /** Since the run was begun. */
  atMs: number;
  ms: number;
}

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
      const tasks: LongTask[] = [];
      Object.assign(globalThis, { longTasks: tasks });
      const begunMs = performance.now();
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries())
          tasks.push({ atMs: startTime - begunMs, ms: duration });
      }).observe({ type: 'longtask' });
    });
    const startMs = performance.now();
    await maker.button('Make thumbnails').click();
    await expect(page).toHaveTitle(/1000/);
    // Asked rarely and cheaply: a locator computes the roles of the whole page each time, in tasks of its own.
    await page.waitForFunction(() => !document.title.includes('/1000'), null, { polling: 500, timeout: 280_000 });
    expect(await maker.finished()).toBe('Finished: 1000 done, 0 failed, 0 skipped, 0 cancelled');
    const seconds = (performance.now() - startMs) / 1000;
    const longTasks = await page.evaluate(() => (globalThis as unknown as { longTasks: LongTask[] }).longTasks);
    const longest = Math.max(0, ...longTasks.filter(({ atMs }) => atMs > mountedMs).map(({ ms }) => ms));
    console.log(
      `1,000 images in ${seconds.toFixed(1)} s; ${longTasks.length} tasks over 50 ms, the longest after the start ${longest} ms`,
      longTasks.map(({ atMs, ms }) => `${ms} ms at ${(atMs / 1000).toFixed(1)} s`).join(', '),
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
