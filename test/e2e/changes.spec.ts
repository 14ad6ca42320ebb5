import { expect, test } from '@playwright/test';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { createUploadServer } from '../servers/upload-server.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';
import { readReport } from './report.ts';
import { requests } from './resuming.ts';

test('after a change only what changed is fetched, made and sent', async ({ page }) => {
  const photos = await createPhotoServer(await smallPhotos(3));
  const uploads = await createUploadServer({});
  const product = await startProduct([]);
  const maker = createMaker(page);
  const stale = page.getByRole('status', { name: 'Results out of date' });
  const sent = () => [...uploads.objects.keys()].length;
  const names = async () =>
    readReport((await maker.download('Download report')).toString('utf8')).map(({ file, status }) => [file, status]);
  const finish = async (button: string) => {
    await maker.button(button).click();
    await expect(stale).toBeHidden();
    expect(await maker.finished()).toBe('Finished: 3 done, 0 failed, 0 skipped, 0 cancelled');
  };
  try {
    await page.goto(product.url);
    await maker.paste(photos.urls);
    await page.getByRole('radio', { name: 'Upload (HTTP PUT)' }).check();
    await page.getByRole('textbox', { name: 'Upload URL template' }).fill(`${uploads.origin}/{file}`);
    await finish('Make thumbnails');
    expect([requests(photos, 'GET').length, sent()]).toEqual([3, 9]);

    // Another size: every original is needed once more, but only for that size.
    await page.getByRole('combobox', { name: 'Preset' }).selectOption('Custom');
    const width = page.getByRole('group', { name: 'Size 3' }).getByRole('spinbutton', { name: 'Width' });
    await width.fill('48');
    await width.press('Tab');
    await expect(stale).toContainText('3 are missing, 6 stay as they are.');
    await finish('Make the missing 3');
    expect([requests(photos, 'GET').length, sent()]).toEqual([6, 12]);
    expect(await names()).toHaveLength(9);
    // Nothing arrived twice: what stayed was not sent again.
    expect([...uploads.objects.values()].map(({ stores }) => stores)).toEqual(new Array(12).fill(1));

    // Other names: nothing is fetched, everything arrives under its new name.
    await page.getByRole('textbox', { name: 'File names' }).fill('{variant}-{stem}');
    await page.keyboard.press('Tab');
    await expect(stale).toContainText('All 9 thumbnails that are asked for now are here already.');
    await finish('Update the results');
    expect([requests(photos, 'GET').length, sent()]).toEqual([6, 21]);
    expect((await names()).every(([file]) => /^(200|64|48)-/.test(file ?? ''))).toBe(true);

    // One image less, and a zip instead: taken from what is there.
    await maker.list.fill(photos.urls.slice(1).join('\n'));
    await page.getByRole('radio', { name: 'Zip file' }).check();
    await maker.button('Update the results').click();
    await expect(maker.status).toHaveText('Finished: 2 done, 0 failed, 0 skipped, 0 cancelled');
    const zip = (await maker.download('Download zip')).toString('latin1');
    for (const [file] of await names()) expect(zip).toContain(file);
    expect([requests(photos, 'GET').length, sent()]).toEqual([6, 21]);

    // What a run took over it holds itself: the next one finds it there.
    await maker.list.fill(photos.urls.join('\n'));
    await expect(stale).toContainText('3 are missing, 6 stay as they are.');
    await finish('Make the missing 3');
    expect([requests(photos, 'GET').length, sent()]).toEqual([7, 21]);
  } finally {
    await Promise.all([product.close(), photos.close(), uploads.close()]);
  }
});
