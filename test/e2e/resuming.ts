import { expect } from '@playwright/test';
import type { Ledger } from '../servers/ledger.ts';
import type { Maker } from './page.ts';

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

function toNumber(text: string | undefined): number {
  return Number(text?.replaceAll(',', '') ?? Number.NaN);
}
