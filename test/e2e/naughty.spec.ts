import { expect, test } from '@playwright/test';
import { toCsvRow } from '../../src/core/csv.ts';
import { readCsv, restoreCell } from '../core/csv-reader.ts';
import { naughtyNames } from '../core/naughty.ts';
import { tinyPhotos } from '../photos/small.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';

/** As a cell of the list: one line, whole characters, and no address by itself. */
const columns = naughtyNames.map((name) => name.replaceAll(/[\r\n\u2028\u2029\u0085\v\f:/]/g, ' ').toWellFormed());

test(`${naughtyNames.length} naughty strings as URLs, columns and file names: nothing runs, nothing is lost`, async ({
  page,
}) => {
  test.setTimeout(240_000);
  expect(naughtyNames.length).toBeGreaterThanOrEqual(515);
  const [photo] = await tinyPhotos(1);
  const photos = await createPhotoServer([]);
  const product = await startProduct([]);
  const trouble: string[] = [];
  page.on('dialog', (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (![new URL(product.url).origin, photos.origin, 'null'].includes(origin)) trouble.push(request.url());
  });
  try {
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
        console.error(`policy ${violatedDirective} ${sample}`),
      );
    });
    page.on('console', (message) => {
      if (message.text().startsWith('policy')) trouble.push(message.text());
    });
    await page.goto(product.url);
    const maker = createMaker(page);
    const urls = columns.map((name, index) => {
      const short = [...name].slice(0, 200).join('');
      return new URL(`${photos.origin}/${index}/${encodeURIComponent(short)}`).href;
    });
    const rows = urls.map((url, index) => toCsvRow([url, columns[index] ?? '']).replace(/\r\n$/, ''));
    await maker.list.evaluate(
      (field: HTMLTextAreaElement, value) => {
        field.value = value;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      },
      `url,name\n${rows.join('\n')}`,
    );
    await expect(maker.summary).toHaveText(`${urls.length} images, 0 duplicates, 0 rejected`);
    // Names as a drop of files brings them; the file system of the test's machine would not take them all.
    await page.getByLabel('Image files').evaluate(
      (field: HTMLInputElement, { names, bytes }) => {
        const moved = new DataTransfer();
        for (const [lastModified, name] of names.entries()) {
          // Names that differ in half a surrogate only are one in the browser; files of one name, size and time are one file.
          moved.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/jpeg', lastModified }));
        }
        field.files = moved.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));
      },
      { names: [...naughtyNames], bytes: [...((await photo?.bytes()) ?? [])] },
    );
    await maker.button('Make thumbnails').click();
    const files = naughtyNames.length;
    expect(await maker.finished(200_000)).toBe(
      `Finished: ${files} done, ${urls.length} failed, 0 skipped, 0 cancelled`,
    );
    const [header = [], ...report] = readCsv((await maker.download('Download report')).toString('utf8'));
    const cells = (name: string) => report.map((row) => restoreCell(row[header.indexOf(name)] ?? ''));
    const origins = cells('origin');
    expect(origins.slice(0, urls.length)).toEqual(urls);
    const fileNames = origins.slice(urls.length);
    expect(fileNames.filter((_, index) => index % 3 === 0)).toEqual(naughtyNames.map((name) => name.toWellFormed()));
    const outputs = cells('file').filter((name) => name !== '');
    expect(outputs).toHaveLength(3 * files);
    expect(new Set(outputs.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(3 * files);
    // Scrolled through, so that every name has been on the page.
    for (let times = 0; times < 40; times += 1) await page.mouse.wheel(0, 1500);
    expect(trouble).toEqual([]);
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});
