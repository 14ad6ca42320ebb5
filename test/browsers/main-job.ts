import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import sharp from 'sharp';
import { startProduct } from '../e2e/product.ts';
import { readReport } from '../e2e/report.ts';
import { readers } from '../sinks/zip-readers.ts';
import { type Album, openAlbum, type Pixels, toPixels } from './album.ts';
import type { Driver } from './driver.ts';
import { readStatus, toButton } from './page.ts';

export interface Expectations {
  /** Faults of the fault server whose pictures this browser cannot draw: they must be refused by name. */
  unsupported: readonly string[];
  /** How far from sharp's thumbnail the 200 pixels wide one may be in the mean, in levels of 255. */
  differenceLevels: number;
  /** Routes (as the report names them) that drew the pictures. */
  routes: readonly string[];
}

/** The main job in this browser: a list of all formats on two hosts, one button, a zip. Gives the page's notices. */
export async function doMainJob(driver: Driver, expectations: Expectations): Promise<string> {
  const album = await openAlbum();
  const product = await startProduct([album.closedHost]);
  try {
    await driver.goto(product.url);
    // Again, until the page has built the field.
    await expect.poll(() => driver.evaluate(pasteList, album.urls.join('\n'))).toBe(true);
    await expect
      .poll(() => driver.evaluate(readStatus, 'List summary'))
      .toBe(`${album.urls.length} images, 0 duplicates, 0 rejected`);
    const startMs = performance.now();
    await driver.click(toButton('Make thumbnails'));
    await expect.poll(() => driver.evaluate(readStatus, 'Run status'), { timeout: 200_000 }).toMatch(/^Finished: /);
    console.log(
      `${driver.version}: ${album.urls.length} images in ${((performance.now() - startMs) / 1000).toFixed(1)} s`,
    );
    const failed = expectations.unsupported.length;
    expect(await driver.evaluate(readStatus, 'Run status'), await driver.evaluate(readFailures)).toBe(
      `Finished: ${album.urls.length - failed} done, ${failed} failed, 0 skipped, 0 cancelled`,
    );
    await driver.click(toButton('Download zip'));
    await checkZip(await driver.downloaded('thumbnails.zip'), album, expectations);
    return await driver.evaluate(readNotices);
  } finally {
    await Promise.all([product.close(), album.close()]);
  }
}

/** As a paste does it: one input event, with all of the text. */
function pasteList(text: string): boolean {
  document.querySelector<HTMLTextAreaElement>('[aria-label="Image URLs"]')?.focus();
  return document.execCommand('insertText', false, text);
}

/** What the page says of what failed, for whoever has to find out why. */
function readFailures(): string {
  return document.querySelector('[aria-labelledby="failures-title"]')?.textContent ?? '';
}

function readNotices(): string {
  return document.querySelector('section[aria-live="polite"]')?.textContent ?? '';
}

async function checkZip(zip: Buffer, album: Album, { unsupported, ...expectations }: Expectations): Promise<void> {
  const files = await unzip(zip);
  const rows = readReport(files.get('report.csv')?.toString('utf8') ?? '');
  const isUnsupported = (url: string) => unsupported.includes(new URL(url).pathname.split('/')[1] ?? '');
  for (const url of album.urls) {
    const own = rows.filter((row) => row.origin === url);
    if (isUnsupported(url)) {
      expect(
        own.map(({ status, code }) => `${status} ${code}`),
        url,
      ).toEqual(['failed unsupported']);
      continue;
    }
    expect(
      own.map((row) => row.status),
      url,
    ).toEqual(['done', 'done', 'done']);
    const original = await album.original(url);
    for (const row of own) {
      expect(row.via, url).toBe(url.includes(album.closedHost) ? 'relay' : 'direct');
      expect(expectations.routes, url).toContain(row.route);
      await checkThumbnail(files.get(row.file ?? ''), row.file ?? '', original, expectations.differenceLevels);
    }
  }
  expect(files.size).toBe(rows.filter((row) => row.status === 'done').length + 1);
}

/** With the first reader that there is; the others have tests of their own. */
async function unzip(zip: Buffer): Promise<Map<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'thumbnails-'));
  try {
    await writeFile(join(folder, 'thumbnails.zip'), zip);
    return (await readers[0]?.read(join(folder, 'thumbnails.zip'))) ?? new Map();
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function checkThumbnail(
  bytes: Buffer | undefined,
  name: string,
  { data, raw: source }: Pixels,
  differenceLevels: number,
): Promise<void> {
  const made = await toPixels(sharp(bytes));
  const { width, height } = made.raw;
  expect(width, name).toBe(Number(/_(\d+)\./.exec(name)?.[1]));
  expect(Math.abs(height - (width * source.height) / source.width), name).toBeLessThan(1);
  // In the smaller ones every resizer's own taste shows; what is wrong with a picture shows in the large one.
  if (width < 200) return;
  const expected = await toPixels(sharp(data, { raw: source }).resize({ width, height, fit: 'fill' }));
  expect(meanDifference(made.data, expected.data), name).toBeLessThanOrEqual(differenceLevels);
}

function meanDifference(one: Buffer, other: Buffer): number {
  expect(one.length).toBe(other.length);
  return one.reduce((sum, level, at) => sum + Math.abs(level - (other[at] ?? 0)), 0) / one.length;
}
