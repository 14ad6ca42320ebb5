import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { seedPhotos } from '../photos/seed.ts';
import { createBareHost } from '../servers/bare-host.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';

/** Until the service worker has all that a visit without network needs. */
async function isStocked(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const stored = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    const urls = stored.flat().map(({ url }) => new URL(url).pathname);
    return active?.state === 'activated' && urls.some((path) => path.endsWith('/vips.wasm'));
  });
}

test('after one visit, with the network off, files of the user still become a zip', async ({ page }) => {
  const product = await startProduct([]);
  const photos = (await seedPhotos()).slice(0, 4);
  const files = await Promise.all(
    photos.map(async ({ name, bytes }) => ({ name, mimeType: 'image/jpeg', buffer: await bytes() })),
  );
  try {
    await page.goto(product.url);
    await expect.poll(() => isStocked(page)).toBe(true);
    await product.close();
    await page.context().setOffline(true);

    await page.reload();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const maker = createMaker(page);
    await page.getByLabel('Image files').setInputFiles(files);
    await maker.button('Make thumbnails').click();
    expect(await maker.finished()).toBe('Finished: 4 done, 0 failed, 0 skipped, 0 cancelled');
    expect((await maker.download('Download zip')).subarray(0, 2).toString()).toBe('PK');
    // Drawn by wasm-vips, which was kept, not by the canvas.
    await expect(page.getByText('without its isolation headers')).toHaveCount(0);
  } finally {
    await product.close();
  }
});

test('a new version waits for a press, and is not offered while a run is under way', async ({ page }) => {
  const host = await createBareHost();
  try {
    await page.goto(host.url);
    await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
    const maker = createMaker(page);
    await maker.button('Try the sample').click();
    await maker.button('Make thumbnails').click();
    await maker.button('Pause').click();
    host.change('service-worker.js', (code) => code.replace(/version:(.)[0-9a-f]{12}/, 'version:$1next'));
    host.change('index.html', (html) => html.replace('<title>', '<meta name="edition" content="next" /><title>'));
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const { installing } = (await registration.update()) as ServiceWorkerRegistration;
      await new Promise((resolve) => installing?.addEventListener('statechange', resolve, { once: true }));
    });
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state)).toBe('installed');
    await expect(maker.button('Reload')).toHaveCount(0);

    await maker.button('Resume').click();
    expect(await maker.finished()).toBe('Finished: 9 done, 0 failed, 0 skipped, 0 cancelled');
    expect(await page.locator('meta[name=edition]').count()).toBe(0);
    await maker.button('Reload').click();
    await expect(page.locator('meta[name=edition]')).toBeAttached();
    expect(
      await page.evaluate(async () => (await caches.keys()).filter((name) => name.includes(' shell '))),
    ).toHaveLength(2);
  } finally {
    await host.close();
  }
});

test('what another app shares is on the list: pictures and links', async ({ page }) => {
  const host = await createBareHost();
  try {
    await page.goto(host.url);
    await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
    // As the system does it: a form is posted to the share target, from outside the page.
    await page.goto(host.neighbour);
    const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#3f4fe0' } });
    const bytes = [...(await picture.jpeg().toBuffer())];
    await page.evaluate(
      ({ action, bytes, name }) => {
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action });
        const files = new DataTransfer();
        files.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' }));
        const images = Object.assign(document.createElement('input'), { type: 'file', name: 'images' });
        images.files = files.files;
        const text = Object.assign(document.createElement('input'), {
          name: 'text',
          value: 'Look at https://example.com/harbour.jpg',
        });
        form.append(images, text);
        document.body.append(form);
        form.submit();
      },
      { action: new URL('share', host.url).href, bytes, name: 'café 1.jpg' },
    );
    const maker = createMaker(page);
    await expect(maker.summary).toHaveText('2 images, 0 duplicates, 0 rejected');
    await expect(maker.list).toHaveValue('https://example.com/harbour.jpg');
    await expect(page.getByText('café 1.jpg')).toBeVisible();
    expect(page.url()).toBe(host.url);
    // The host has heard nothing of it.
    expect(host.asked.filter((path) => path.includes('share'))).toEqual([]);
    await page.reload();
    await expect(maker.list).toHaveValue('');
    await expect(page.getByText('café 1.jpg')).toHaveCount(0);
  } finally {
    await host.close();
  }
});
