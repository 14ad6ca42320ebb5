import { expect, test } from '@playwright/test';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';
import { requests } from './resuming.ts';

test('one image is tried with keys alone: real pixels and bytes, one download, nothing begun', async ({ page }) => {
  const photos = await createPhotoServer(await smallPhotos(3));
  const product = await startProduct([]);
  try {
    const maker = createMaker(page);
    await page.goto(product.url);
    await maker.paste(photos.urls);
    await maker.button('Try one').press('Enter');
    const dialog = page.getByRole('dialog', { name: 'The first image, tried' });
    await expect(
      dialog.getByText(/^If all 3 images are like it: 9 thumbnails, about .*B, in about .* s\.$/),
    ).toBeVisible();
    const shown = await dialog
      .getByRole('listitem')
      .getByRole('img')
      .evaluateAll((images) =>
        images.map((image) => (image instanceof HTMLImageElement ? [image.naturalWidth, image.width] : [])),
      );
    expect(shown).toEqual([200, 64, 32].map((width) => [width, width]));
    await expect(dialog.getByText('Before and after')).toBeVisible();
    expect(requests(photos, 'GET')).toHaveLength(1);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(maker.button('Try one')).toBeFocused();
    await expect(maker.status).toBeHidden();
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});

test('a trial that fails says why, and what to do', async ({ page }) => {
  const product = await startProduct([]);
  try {
    const maker = createMaker(page);
    await page.goto(product.url);
    await maker.paste([`${product.url}no-such-picture.jpg`]);
    await maker.button('Try one').click();
    await expect(page.getByRole('dialog').getByText('There is nothing at this address (404).')).toBeVisible();
  } finally {
    await product.close();
  }
});
