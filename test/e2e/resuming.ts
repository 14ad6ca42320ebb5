import { type Browser, expect } from '@playwright/test';
import type { Ledger } from '../servers/ledger.ts';
import { createMaker, type Maker } from './page.ts';

/** The button by which the page offers to go on with an interrupted run. */
export function resumeOffer(maker: Maker) {
  return maker.page.getByRole('button', { name: /^Resume [\d,]+ of [\d,]+$/ });
}

/** Takes the offer; gives how many items were done already, and of how many. */
export async function resume(maker: Maker): Promise<{ done: number; total: number }> {
  const offer = resumeOffer(maker);
  await expect(offer).toBeVisible();
  const [, done, total] = /Resume ([\d,]+) of ([\d,]+)/.exec((await offer.textContent()) ?? '') ?? [];
  await offer.click();
  await expect(maker.status).toHaveText(/^(Running|Finished)/);
  return { done: toNumber(done), total: toNumber(total) };
}

/** Items with a fate, as the page says it. */
export async function settledOf(maker: Maker): Promise<number> {
  const [, settled] = /: ([\d,]+)/.exec((await maker.status.textContent()) ?? '') ?? [];
  return toNumber(settled);
}

/** Requests of this method, preflights not among them. */
export function requests({ ledger }: { ledger: Ledger }, method: 'GET' | 'PUT') {
  return ledger.entries.filter((entry) => entry.method === method);
}

export function distinct({ ledger }: { ledger: Ledger }, method: 'GET' | 'PUT'): number {
  return new Set(requests({ ledger }, method).map(({ path }) => path)).size;
}

/** The run's status when all of so many images are made. */
export function allDone(images: number): string {
  return `Finished: ${images} done, 0 failed, 0 skipped, 0 cancelled`;
}

/** The zip of this list, made at the default settings in a profile of its own, where nothing comes in between. */
export async function uninterruptedZip(browser: Browser, url: string, urls: readonly string[]): Promise<Buffer> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    const maker = createMaker(page);
    await maker.paste(urls);
    await maker.button('Make thumbnails').click();
    expect(await maker.finished()).toBe(allDone(urls.length));
    return await maker.download('Download zip');
  } finally {
    await page.close();
  }
}

function toNumber(text: string | undefined): number {
  return Number(text?.replaceAll(',', '') ?? Number.NaN);
}
