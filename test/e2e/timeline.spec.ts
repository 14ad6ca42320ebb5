import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { createUploadServer } from '../servers/upload-server.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';

interface Span {
  cat: 'open' | 'render' | 'deliver';
  ph: string;
  ts: number;
  dur: number;
  tid: number;
  args: { item: number; origin: string; outcome: string };
}

test('the timeline of a run tells what was done with every image, in order, and by whom', async ({ page }) => {
  const uploads = await createUploadServer({ failEvery: 5 });
  const product = await startProduct([]);
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await maker.button('Try the sample').click();
    await expect(maker.summary).toHaveText(/^9 images/);
    await page.getByRole('radio', { name: 'Upload (HTTP PUT)' }).check();
    await page.getByRole('textbox', { name: 'Upload URL template' }).fill(`${uploads.origin}/{file}`);
    await maker.button('Make thumbnails').click();
    await page.getByRole('heading', { name: 'Timeline' }).click();
    await expect(page.getByRole('img', { name: /^Timeline of the run/ })).toBeVisible();
    expect(await maker.finished()).toBe('Finished: 9 done, 0 failed, 0 skipped, 0 cancelled');

    const [download] = await Promise.all([page.waitForEvent('download'), maker.button('Save trace').click()]);
    expect(download.suggestedFilename()).toBe('timeline.json');
    const spans: Span[] = JSON.parse(await readFile(await download.path(), 'utf8')).traceEvents.filter(
      ({ ph }: Span) => ph === 'X',
    );
    const of = (stage: Span['cat'], outcome = 'done') =>
      spans.filter(({ cat, args }) => cat === stage && args.outcome === outcome);
    expect([of('open').length, of('render').length, of('deliver').length]).toEqual([9, 9, 27]);
    expect(of('deliver', 'failed').length).toBeGreaterThan(3);

    for (const { args, ts, dur } of of('open')) {
      const render = of('render').find((span) => span.args.item === args.item);
      const deliveries = spans.filter((span) => span.cat === 'deliver' && span.args.item === args.item);
      expect(args.origin).toMatch(/\/samples\/.*\.jpg$/);
      expect(render?.ts).toBeGreaterThanOrEqual(ts + dur);
      for (const delivery of deliveries) {
        expect(delivery.ts).toBeGreaterThanOrEqual((render?.ts ?? 0) + (render?.dur ?? 0));
      }
    }

    const cores = await page.evaluate(() => navigator.hardwareConcurrency);
    expect(new Set(of('render').map(({ tid }) => tid)).size).toBeLessThanOrEqual(cores);
    for (const tid of new Set(spans.map((span) => span.tid))) {
      const own = spans.filter((span) => span.tid === tid);
      for (const [index, span] of own.slice(1).entries()) {
        expect(span.ts).toBeGreaterThanOrEqual((own[index]?.ts ?? 0) + (own[index]?.dur ?? 0));
      }
    }

    await maker.button('As a table').click();
    const uploaded = page.getByRole('row', { name: /^Uploads / });
    await expect(uploaded).toContainText(`${27 + of('deliver', 'failed').length}`);
  } finally {
    await product.close();
    await uploads.close();
  }
});
