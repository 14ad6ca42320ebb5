import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer, type PhotoServer } from '../servers/photo-server.ts';
import { createMaker, type Maker } from './page.ts';
import { type Product, startProduct } from './product.ts';
import { allDone, requests, settledOf } from './resuming.ts';

/** A run of `images` under way. */
async function startRun(
  page: Page,
  images: number,
  delayMs = 250,
): Promise<{ photos: PhotoServer; product: Product; maker: Maker }> {
  const photos = await createPhotoServer(await smallPhotos(images), { delayMs });
  const product = await startProduct([]);
  await page.goto(product.url);
  const maker = createMaker(page);
  await maker.paste(photos.urls);
  await maker.button('Make thumbnails').click();
  await expect(maker.status).toHaveText(/^Running: ([3-9]|\d\d) of/);
  return { photos, product, maker };
}

/** `npm run soak` asks for half a minute. */
const offlineMs = Number(process.env.OFFLINE_MS ?? 2000);

test('frozen for ten seconds in the middle: nothing fails', async ({ page }) => {
  const { photos, product, maker } = await startRun(page, 60);
  const session: CDPSession = await page.context().newCDPSession(page);
  try {
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    expect(await maker.finished()).toBe(allDone(60));
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});

test(`offline for ${offlineMs / 1000} s, twice: the run waits by itself, and nothing fails because of it`, async ({
  page,
}) => {
  test.setTimeout(120_000 + 3 * offlineMs);
  const { photos, product, maker } = await startRun(page, 80);
  const notice = page.getByText('There is no network.');
  try {
    for (const settled of [3, 25]) {
      await expect(async () => {
        expect(Number(/: (\d+)/.exec((await maker.status.textContent()) ?? '')?.[1])).toBeGreaterThanOrEqual(settled);
      }).toPass();
      await page.context().setOffline(true);
      await expect(maker.status).toHaveText(/^Paused/);
      await expect(notice).toBeVisible();
      await new Promise((resolve) => setTimeout(resolve, offlineMs));
      await page.context().setOffline(false);
      await expect(maker.status).toHaveText(/^(Running|Finished)/);
      await expect(notice).toBeHidden();
    }
    expect(await maker.finished()).toBe(allDone(80));
    expect(requests(photos, 'GET').filter(({ outcome }) => outcome === 'completed').length).toBe(80);
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});

test('the clock leaps eight hours ahead, again and again, as under a closed lid: no deadline is missed', async ({
  page,
}) => {
  // Every timer and all clocks of the page are the test's: those that are due ring at once when it opens its eyes.
  await page.clock.install();
  const images = 120;
  const { photos, product, maker } = await startRun(page, images, 400);
  try {
    for (let leaps = 0; leaps < 3; leaps += 1) {
      const settled = await settledOf(maker);
      // In the middle of downloads: six are under way at any time.
      await page.clock.fastForward('08:00:00');
      await expect.poll(() => settledOf(maker), { intervals: [50] }).toBeGreaterThan(settled);
      expect(await maker.status.textContent()).toMatch(/^Running/);
    }
    expect(await maker.finished()).toBe(allDone(images));
    // Nothing was given up and asked for again.
    expect(requests(photos, 'GET')).toHaveLength(images);
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});

test('on a processor six times as slow: nothing fails', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  const { photos, product, maker } = await startRun(page, 24);
  try {
    expect(await maker.finished()).toBe(allDone(24));
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});

test('the machine is kept awake while the run goes, and no longer', async ({ page }) => {
  await page.addInitScript(() => {
    const held = { now: 0, most: 0 };
    Object.assign(globalThis, { held });
    const request = navigator.wakeLock.request.bind(navigator.wakeLock);
    navigator.wakeLock.request = async (type) => {
      const lock = await request(type);
      held.now += 1;
      held.most = Math.max(held.most, held.now);
      lock.addEventListener('release', () => {
        held.now -= 1;
      });
      return lock;
    };
  });
  const held = () => page.evaluate(() => (globalThis as unknown as { held: { now: number; most: number } }).held);
  const { photos, product, maker } = await startRun(page, 60);
  try {
    expect(await held()).toEqual({ now: 1, most: 1 });
    await maker.button('Pause').click();
    await expect.poll(held).toEqual({ now: 0, most: 1 });
    await maker.button('Resume').click();
    await expect.poll(held).toEqual({ now: 1, most: 1 });
    expect(await maker.finished()).toBe(allDone(60));
    await expect.poll(held).toEqual({ now: 0, most: 1 });
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});

test('an engine closed every second, in the middle of its work or not: nothing is lost', async ({ page }) => {
  test.setTimeout(180_000);
  const images = 150;
  const { photos, product, maker } = await startRun(page, images);
  let killed = 0;
  const killing = setInterval(() => {
    const engines = page.workers().filter((worker) => /\/workers\/worker-/.test(worker.url()));
    const victim = engines[killed % engines.length];
    killed += 1;
    void victim?.evaluate(() => self.close()).catch(() => {});
  }, 1000);
  try {
    expect(await maker.finished(170_000)).toBe(allDone(images));
    expect(killed).toBeGreaterThan(2);
    expect(requests(photos, 'GET')).toHaveLength(images);
  } finally {
    clearInterval(killing);
    await Promise.all([product.close(), photos.close()]);
  }
});
