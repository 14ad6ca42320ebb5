import { expect, type Page, test } from '@playwright/test';
import type { Photo } from '../photos/photo.ts';
import { smallPhotos } from '../photos/small.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';

/** The parts of wasm-vips that anything in this page has asked for, by whatever worker. */
async function watchModules(page: Page): Promise<() => readonly string[]> {
  const asked = new Set<string>();
  await page.context().route(/\.wasm$/, (route) => {
    asked.add(route.request().url().split('/').at(-1) ?? '');
    return route.continue();
  });
  return () => [...asked].sort();
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="30" height="40"/></svg>';

test('libvips and its modules for AVIF and SVG are fetched once an image needs them, and that for JPEG XL never', async ({
  browser,
}) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const asked = await watchModules(page);
  const product = await startProduct([]);
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    const [photo] = await smallPhotos(1);
    const jpeg = await (photo as Photo).bytes();
    await page.getByLabel('Image files').setInputFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: jpeg }]);
    await maker.button('Make thumbnails').click();
    expect(await maker.finished()).toMatch(/^Finished: 1 done/);
    expect(asked()).toEqual([]);

    await page
      .getByLabel('Image files')
      .setInputFiles([{ name: 'b.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) }]);
    await maker.button('Make thumbnails').click();
    await expect(maker.status).toHaveText(/^Finished: 2 done/);
    expect(asked()).toEqual(['vips-resvg.wasm', 'vips.wasm']);

    await page.getByRole('combobox', { name: 'Format', exact: true }).selectOption('AVIF');
    await maker.button('Make thumbnails').click();
    await expect(maker.status).toHaveText(/^Finished: 2 done/);
    await expect.poll(asked).toEqual(['vips-heif.wasm', 'vips-resvg.wasm', 'vips.wasm']);
  } finally {
    await Promise.all([context.close(), product.close()]);
  }
});
