import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { readDownload } from './downloads.ts';
import type { Driver } from './driver.ts';

/** The machine's own Firefox, over WebDriver BiDi, in a profile that goes with it. */
export async function startFirefox(): Promise<Driver> {
  const downloads = await mkdtemp(join(tmpdir(), 'firefox-downloads-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
    extraPrefsFirefox: {
      'browser.download.dir': downloads,
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
    },
  });
  const page = await browser.newPage();
  return {
    version: await browser.version(),
    open: async (url) => void (await page.goto(url)),
    click: (xpath) => page.locator(`::-p-xpath(${xpath})`).click(),
    // By its text, as WebDriver takes it: Puppeteer's types have it that arguments may be handles, and ours never are.
    evaluate: async (call, ...args) => page.evaluate(`(${call})(...${JSON.stringify(args)})`) as Promise<never>,
    downloaded: (name) => readDownload(downloads, name),
    async close() {
      await browser.close();
      await rm(downloads, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
