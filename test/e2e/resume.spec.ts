import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { until } from '../servers/until.ts';
import { createUploadServer } from '../servers/upload-server.ts';
import { createMaker, type Maker } from './page.ts';
import { startProduct } from './product.ts';
import { distinct, requests, resume, resumeOffer } from './resuming.ts';

/** Leaves the page as a closed tab does, without being asked whether one is sure. */
async function leaveAndReturn(page: Page, url: string): Promise<Maker> {
  const context = page.context();
  await page.close({ runBeforeUnload: false });
  const next = await context.newPage();
  await next.goto(url);
  return createMaker(next);
}

async function pasteAndMake(maker: Maker, urls: readonly string[]): Promise<void> {
  await maker.paste(urls);
  await maker.button('Make thumbnails').click();
}

test('list, sizes and destination come back as they were; a secret in the upload address is asked for again', async ({
  page,
}) => {
  const photos = await createPhotoServer(await smallPhotos(30), { delayMs: 400 });
  const uploads = await createUploadServer();
  const product = await startProduct([]);
  const address = page.getByRole('textbox', { name: 'Upload URL template' });
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await page.getByRole('combobox', { name: 'Preset' }).selectOption({ label: 'Squares 96, 48' });
    await page.getByRole('radio', { name: 'Upload (HTTP PUT)' }).check();
    await address.fill(`${uploads.origin}/thumbs/{file}?signature=hush-hush`);
    await pasteAndMake(maker, photos.urls);
    await expect(maker.status).toHaveText(/^Running: ([3-9]|[12]\d) of 30/);

    const back = await leaveAndReturn(page, product.url);
    expect(await keptOnDisk(back.page)).not.toContain('hush-hush');
    await resumeOffer(back).click();
    await expect(back.page.getByText('The upload URL was not kept')).toBeVisible();
    await expect(back.list).toHaveValue(photos.urls.join('\n'));
    await expect(back.page.getByRole('combobox', { name: 'Preset' })).toHaveValue(/.+/);
    await expect(back.page.getByRole('combobox', { name: 'Preset' }).locator('option:checked')).toHaveText(
      'Squares 96, 48',
    );
    // Nothing begins before there is an address.
    await resumeOffer(back).click();
    await expect(back.status).toBeHidden();
    await back.page
      .getByRole('textbox', { name: 'Upload URL template' })
      .fill(`${uploads.origin}/thumbs/{file}?signature=again`);
    await resume(back);
    expect(await back.finished()).toBe('Finished: 30 done, 0 failed, 0 skipped, 0 cancelled');
    expect(new Set([...uploads.objects.keys()].map((key) => key.split('?')[0])).size).toBe(60);
  } finally {
    await Promise.all([product.close(), photos.close(), uploads.close()]);
  }
});

/** All that the page wrote down: its settings, and every file of the shelf. */
function keptOnDisk(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts = [JSON.stringify(localStorage)];
    // A page that has just opened tries out its disk, and sweeps: what is gone meanwhile is not kept.
    const textOf = (handle: FileSystemFileHandle) =>
      handle
        .getFile()
        .then((file) => file.text())
        .catch(() => '');
    const read = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const handle of folder.values()) {
        if (handle instanceof FileSystemDirectoryHandle) await read(handle);
        else texts.push(await textOf(handle as FileSystemFileHandle));
      }
    };
    await read(await navigator.storage.getDirectory());
    return texts.join('\n');
  });
}

test('files of this machine: those that are missing are named, fail by name, and are made once they are added', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'photos-'));
  const files = await Promise.all(
    (await smallPhotos(12)).map(async ({ name, bytes }) => {
      await writeFile(join(folder, `local-${name}`), await bytes());
      return join(folder, `local-${name}`);
    }),
  );
  const photos = await createPhotoServer(await smallPhotos(20), { delayMs: 150 });
  const product = await startProduct([]);
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await page.getByLabel('Image files').setInputFiles(files);
    // An encoder that takes its time: so there is a middle to leave in.
    await page.getByRole('combobox', { name: 'Format', exact: true }).selectOption('AVIF');
    await pasteAndMake(maker, photos.urls);
    await expect(maker.status).toHaveText(/^Running: ([2-9]|1\d) of 32/);

    const back = await leaveAndReturn(page, product.url);
    await resumeOffer(back).click();
    await expect(back.page.getByText(/Browsers do not remember files.*local-small-\d+\.jpg/)).toBeVisible();
    await back.page.getByLabel('Image files').setInputFiles(files.slice(0, -2));
    await resume(back);
    expect(await back.finished()).toBe('Finished: 30 done, 2 failed, 0 skipped, 0 cancelled');
    await back.page.getByLabel('Image files').setInputFiles(files.slice(-2));
    await back.button('Retry failed').click();
    await expect(back.status).toHaveText('Finished: 32 done, 0 failed, 0 skipped, 0 cancelled');
  } finally {
    await Promise.all([product.close(), photos.close(), rm(folder, { recursive: true })]);
  }
});

test('two tabs: the second tells of the run and leaves it alone; when the first is closed it offers to go on', async ({
  context,
}) => {
  const photos = await createPhotoServer(await smallPhotos(60), { delayMs: 300 });
  const product = await startProduct([]);
  try {
    const owner = await context.newPage();
    await owner.goto(product.url);
    await pasteAndMake(createMaker(owner), photos.urls);
    await until(() => distinct(photos, 'GET') > 6);

    const second = createMaker(await context.newPage());
    await second.page.goto(product.url);
    await expect(second.page.getByText(/^Another tab is making thumbnails: \d+ of 60/)).toBeVisible();
    await expect(resumeOffer(second)).toBeHidden();
    await owner.close();
    await resume(second);
    await expect(second.page.getByText(/^Another tab is making thumbnails/)).toBeHidden();
    expect(await second.finished()).toBe('Finished: 60 done, 0 failed, 0 skipped, 0 cancelled');
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});

test('a finished run can be looked at again; one that nobody wants is deleted on request', async ({ page }) => {
  const photos = await createPhotoServer(await smallPhotos(8));
  const product = await startProduct([]);
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await pasteAndMake(maker, photos.urls);
    expect(await maker.finished()).toBe('Finished: 8 done, 0 failed, 0 skipped, 0 cancelled');
    const zip = await maker.download('Download zip');

    const back = await leaveAndReturn(page, product.url);
    await back.button('Show them').click();
    expect(await back.finished()).toBe('Finished: 8 done, 0 failed, 0 skipped, 0 cancelled');
    expect((await back.download('Download zip')).equals(zip)).toBe(true);
    expect(requests(photos, 'GET')).toHaveLength(8);

    const third = await leaveAndReturn(back.page, product.url);
    await expect(third.button('Show them')).toBeVisible();
    await third.button('Dismiss').click();
    await third.button('Delete it').click();
    await expect(third.button('Delete it')).toBeHidden();
    const fourth = await leaveAndReturn(third.page, product.url);
    await expect(fourth.button('Make thumbnails')).toBeVisible();
    await expect(fourth.button('Show them')).toBeHidden();
    expect(await keptOnDisk(fourth.page)).not.toContain('small-00001');
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});
