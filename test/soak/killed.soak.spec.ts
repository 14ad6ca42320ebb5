import { expect, type Page, test } from '@playwright/test';
import { createMaker } from '../e2e/page.ts';
import { startProduct } from '../e2e/product.ts';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer } from '../servers/photo-server.ts';

const images = Number(process.env.KILLED_IMAGES ?? 1000);
const killEveryMs = 5_000;

/** Closes one engine after the other, in the middle of its work or not; gives how many so far. */
function killEngines(page: Page): { stop(): number } {
  let killed = 0;
  const killing = setInterval(() => {
    const engines = page.workers().filter((worker) => /\/workers\/worker-/.test(worker.url()));
    const victim = engines[killed % engines.length];
    killed += 1;
    void victim?.evaluate(() => self.close()).catch(() => {});
  }, killEveryMs);
  return {
    stop() {
      clearInterval(killing);
      return killed;
    },
  };
}

test(`an engine killed every 5 s during ${images} images: none lost, at most a fifth of the pace`, async ({
  browser,
}) => {
  test.setTimeout(900_000);
  const photos = await createPhotoServer(await smallPhotos(images));
  const product = await startProduct([]);
  const secondsOf = async (isKilled: boolean) => {
    const page = await browser.newPage();
    await page.goto(product.url);
    const maker = createMaker(page);
    await maker.paste(photos.urls);
    const startMs = performance.now();
    const killing = isKilled ? killEngines(page) : null;
    await maker.button('Make thumbnails').click();
    expect(await maker.finished(400_000)).toBe(`Finished: ${images} done, 0 failed, 0 skipped, 0 cancelled`);
    const seconds = (performance.now() - startMs) / 1000;
    const killed = killing?.stop() ?? 0;
    await page.close();
    return { seconds, killed };
  };
  try {
    // There and back, so that a machine that warms up or tires favours neither.
    const runs = [await secondsOf(false), await secondsOf(true), await secondsOf(true), await secondsOf(false)];
    const calm = runs.filter(({ killed }) => killed === 0).reduce((sum, { seconds }) => sum + seconds, 0);
    const troubled = runs.filter(({ killed }) => killed > 0).reduce((sum, { seconds }) => sum + seconds, 0);
    console.log(runs.map(({ seconds, killed }) => `${seconds.toFixed(1)} s with ${killed} killed`).join(', '));
    expect(runs.filter(({ killed }) => killed > 0)).toHaveLength(2);
    expect(calm / troubled).toBeGreaterThanOrEqual(0.8);
  } finally {
    await Promise.all([product.close(), photos.close()]);
  }
});
