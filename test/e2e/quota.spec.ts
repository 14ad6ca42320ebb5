import { expect, test } from '@playwright/test';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';
import { allDone, requests, settledOf, uninterruptedZip } from './resuming.ts';

const images = 60;

test('the disk is full in the middle: the run pauses, says so, keeps what is done, and goes on when there is room', async ({
  browser,
  page,
}) => {
  const photos = await createPhotoServer(await smallPhotos(images), { delayMs: 60 });
  const product = await startProduct([]);
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(product.url);
  const notice = page.getByText('The disk space of this page is used up');
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await maker.paste(photos.urls);
    await maker.button('Make thumbnails').click();
    await expect(maker.status).toHaveText(/^Running: ([5-9]|\d\d) of/);

    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await expect(maker.status).toHaveText(/^Paused/);
    await expect(notice).toBeVisible();
    const kept = await settledOf(maker);
    expect(kept).toBeGreaterThanOrEqual(5);
    // Without room, another try ends where the last one did.
    await maker.button('Resume').click();
    await expect(maker.status).toHaveText(/^Paused/);
    expect(await settledOf(maker)).toBeGreaterThanOrEqual(kept);

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await maker.button('Resume').click();
    expect(await maker.finished()).toBe(allDone(images));
    await expect(notice).toBeHidden();
    // Nothing was fetched twice for it, and all of it is there.
    expect(requests(photos, 'GET')).toHaveLength(images);
    const zip = await maker.download('Download zip');
    expect(zip.equals(await uninterruptedZip(browser, product.url, photos.urls))).toBe(true);
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});
