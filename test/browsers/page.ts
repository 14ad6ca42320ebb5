import { expect } from '@playwright/test';
import type { Driver } from './driver.ts';

// The page by its contract, for browsers that Playwright does not drive.

/** The XPath of a button by its words. */
export const toButton = (name: string) => `//button[normalize-space(.)='${name}']`;

/** Whether there is a button of these words; to be called in the page. */
export function hasButton(name: string): boolean {
  return [...document.querySelectorAll('button')].some(({ textContent }) => textContent.trim() === name);
}

/** What the status of this name says; to be called in the page. */
export function readStatus(name: string): string {
  return document.querySelector(`[role="status"][aria-label="${name}"]`)?.textContent ?? '';
}

/**
 * Gives the page these URLs, none of them twice, and waits until it has understood them. At once, as a file is read into
 * the list: text that is typed into a field costs the browser the square of its lines.
 */
export async function enterList(driver: Driver, urls: readonly string[]): Promise<void> {
  // Again, until the page has built the field.
  await expect.poll(() => driver.evaluate(fillList, urls.join('\n'))).toBe(true);
  await expect
    .poll(() => driver.evaluate(readStatus, 'List summary'))
    .toBe(`${urls.length} images, 0 duplicates, 0 rejected`);
}

function fillList(text: string): boolean {
  const field = document.querySelector<HTMLTextAreaElement>('[aria-label="Image URLs"]');
  if (field === null) return false;
  field.value = text;
  return field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
