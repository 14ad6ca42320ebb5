import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';

/** The page by its contract: roles and accessible names, nothing else. */
export function createMaker(page: Page) {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  return {
    page,
    button,
    list: page.getByRole('textbox', { name: 'Image URLs' }),
    summary: page.getByRole('status', { name: 'List summary' }),
    status: page.getByRole('status', { name: 'Run status' }),
    items: page.locator('[aria-label="Items"]'),
    async paste(urls: readonly string[]) {
      await page.getByRole('textbox', { name: 'Image URLs' }).fill(urls.join('\n'));
    },
    /** Waits for the end of the run, however it ends, and gives the status as it stands there. */
    async finished(timeoutMs = 110_000): Promise<string> {
      const status = page.getByRole('status', { name: 'Run status' });
      await expect(status).toHaveText(/^Finished: /, { timeout: timeoutMs });
      return (await status.textContent()) ?? '';
    },
    async download(name: 'Download zip' | 'Download report'): Promise<Buffer> {
      const [download] = await Promise.all([page.waitForEvent('download'), button(name).click()]);
      return readFile(await download.path());
    },
  };
}

export type Maker = ReturnType<typeof createMaker>;
