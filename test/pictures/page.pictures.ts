import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createMaker } from '../e2e/page.ts';
import { startProduct } from '../e2e/product.ts';
import { seedPhotos } from '../photos/seed.ts';
import { createFaultServer } from '../servers/fault-server.ts';
import { createPhotoServer } from '../servers/photo-server.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page, ${colorScheme}`, async ({ page }) => {
    const photos = await createPhotoServer(await seedPhotos());
    const faults = await createFaultServer({ cors: true });
    const product = await startProduct([]);
    await page.emulateMedia({ colorScheme });
    await page.goto(product.url);
    const maker = createMaker(page);
    await maker.paste([...photos.urls, faults.url('http-404', 'a')]);
    await expect(maker.summary).toHaveText(/^27 images/);
    await maker.button('Make thumbnails').click();
    await maker.finished();
    await page.getByRole('button', { name: 'Pictures', exact: true }).click();
    await page.mouse.move(0, 0);
    await expect(page.locator('img')).not.toHaveCount(0);
    await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
    await page.screenshot({ path: join(import.meta.dirname, `page-${colorScheme}.png`) });
    await Promise.all([photos.close(), faults.close(), product.close()]);
  });
}
