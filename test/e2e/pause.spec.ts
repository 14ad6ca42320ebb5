import { expect, type Page, test } from '@playwright/test';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { until } from '../servers/until.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';
import { distinct, requests } from './resuming.ts';

/** What a person feels as at once. */
const atOnceMs = 100;

/** Presses a button inside the page and gives the milliseconds until the run's status begins with this word, and when that was. */
function pressAndTime(page: Page, button: string, word: string): Promise<{ tookMs: number; pressedAt: number }> {
  return page.evaluate(
    ([name, expected]) =>
      new Promise((resolve) => {
        const status = document.querySelector('[aria-label="Run status"]') as HTMLElement;
        const start = performance.now();
        const look = () => {
          if (!status.textContent?.startsWith(expected as string)) return;
          observer.disconnect();
          resolve({ tookMs: performance.now() - start, pressedAt: performance.timeOrigin + start });
        };
        const observer = new MutationObserver(look);
        observer.observe(status, { childList: true, characterData: true, subtree: true });
        const pressed = [...document.querySelectorAll('button')].find(
          ({ textContent }) => textContent?.trim() === name,
        );
        pressed?.click();
        look();
      }),
    [button, word],
  );
}

test('pause and cancel are felt at once: nothing new is asked for, and downloads under way are dropped', async ({
  page,
}) => {
  const photos = await createPhotoServer(await smallPhotos(80), { delayMs: 400 });
  const product = await startProduct([]);
  /** The ledger's clock as the page's. */
  const epoch = performance.timeOrigin;
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await maker.paste(photos.urls);
    await maker.button('Make thumbnails').click();
    await expect(maker.status).toHaveText(/^Running: ([3-9]|1\d) of 80/);

    const paused = await pressAndTime(page, 'Pause', 'Paused');
    expect(paused.tookMs).toBeLessThan(atOnceMs);
    await until(() => requests(photos, 'GET').every(({ outcome }) => outcome !== 'open'));
    const late = requests(photos, 'GET').filter(({ startedMs }) => epoch + startedMs > paused.pressedAt + atOnceMs);
    expect(late).toEqual([]);
    const asked = distinct(photos, 'GET');
    // What was under way is kept, not thrown away.
    expect(requests(photos, 'GET').every(({ outcome }) => outcome === 'completed')).toBe(true);

    await maker.button('Resume').click();
    await until(() => distinct(photos, 'GET') >= asked + 6);
    const cancelled = await pressAndTime(page, 'Cancel', 'Finished');
    expect(cancelled.tookMs).toBeLessThan(atOnceMs);
    await until(() => requests(photos, 'GET').every(({ outcome }) => outcome !== 'open'));
    const dropped = requests(photos, 'GET').filter(({ outcome }) => outcome === 'aborted');
    expect(dropped.length).toBeGreaterThan(0);
    for (const { endedMs } of dropped) expect(epoch + (endedMs ?? 0)).toBeLessThan(cancelled.pressedAt + atOnceMs);
    const [, done, rest] =
      /^Finished: (\d+) done, 0 failed, 0 skipped, (\d+) cancelled$/.exec(await maker.finished()) ?? [];
    expect(Number(done) + Number(rest)).toBe(80);
    expect(Number(rest)).toBeGreaterThan(0);
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});
