import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';

/** Presses Tab until the control with this name has the focus: whoever has no mouse gets there no other way. */
async function tabTo(page: Page, role: 'button' | 'textbox' | 'combobox', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${role} ${name}`);
}

test('the main job with keys alone: sample, preset, run, zip', async ({ page }) => {
  const product = await startProduct([]);
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await tabTo(page, 'button', 'Try the sample');
    await page.keyboard.press('Enter');
    await expect(maker.summary).toHaveText('9 images, 0 duplicates, 0 rejected');
    await tabTo(page, 'combobox', 'Preset');
    await page.keyboard.type('Squares 96');
    await tabTo(page, 'textbox', 'Image URLs');
    await page.keyboard.press('Control+Enter');
    expect(await maker.finished()).toBe('Finished: 9 done, 0 failed, 0 skipped, 0 cancelled');
    await tabTo(page, 'button', 'Download zip');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    const zip = await readFile(await download.path());
    expect(zip.includes('acanthus-mollis_96x96.jpg')).toBe(true);
    expect(zip.includes('nagasaki-boats_48x48.jpg')).toBe(true);
  } finally {
    await product.close();
  }
});

test('settings are remembered from one visit to the next, a secret in an upload address is not', async ({ page }) => {
  const product = await startProduct([]);
  try {
    await page.goto(product.url);
    await page.getByRole('combobox', { name: 'Preset' }).selectOption('Squares 165, 32');
    await page.getByRole('combobox', { name: 'Format' }).selectOption('WebP');
    await page.getByRole('radio', { name: 'Upload (HTTP PUT)' }).check();
    const template = page.getByRole('textbox', { name: 'Upload URL template' });
    await template.fill('https://bucket.example/{file}?X-Amz-Signature=secret');
    await template.blur();
    await page.reload();
    await expect(page.getByRole('combobox', { name: 'Preset' }).locator('option:checked')).toHaveText(
      'Squares 165, 32',
    );
    await expect(page.getByRole('combobox', { name: 'Format' }).locator('option:checked')).toHaveText('WebP');
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('secret');
  } finally {
    await product.close();
  }
});
