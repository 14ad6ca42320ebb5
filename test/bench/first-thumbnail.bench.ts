import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { createMaker } from '../e2e/page.ts';
import { type Product, startProduct } from '../e2e/product.ts';
import { createProfile } from '../e2e/profile.ts';
import { seedPhotos } from '../photos/seed.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { median } from './compare.ts';

const rounds = Number(process.env.ROUNDS ?? 7);
const bar = 250;
const openMs = 2_000;

/** All in milliseconds. */
interface First {
  /** From the click until the picture of the first thumbnail is on the page. */
  shown: number;
  /** What of it was the download of that image, and what its time in an engine. */
  fetched: number;
  rendered: number;
}

const cases = [
  { name: 'the list pasted while the page opens', pasted: 'at once' },
  { name: 'the list pasted right before the click', pasted: 'late' },
] as const;

/** Each time in a browser that has never seen the page: nothing is in any cache. */
test('from the click to the first thumbnail, the page open for 2 s', async () => {
  const photos = await createPhotoServer(await seedPhotos());
  const product = await startProduct([]);
  const rows: string[] = [];
  for (const { name, pasted } of cases) {
    const firsts: First[] = [];
    for (let round = 0; round < rounds; round++) firsts.push(await visit(product, photos.urls, pasted));
    const rest = firsts.map(({ shown, fetched }) => shown - fetched);
    const of = (part: keyof First) => Math.round(median(firsts.map((first) => first[part])));
    const spread = `${Math.round(Math.min(...rest))}–${Math.round(Math.max(...rest))}`;
    rows.push(
      `| ${[name, Math.round(median(rest)), spread, of('shown'), of('fetched'), of('rendered')].join(' | ')} |`,
    );
  }
  console.log(
    [
      `\n26 JPEGs of 6 MP; first visit; bar ${bar} ms + fetch\n`,
      '| | shown − fetched, ms | spread | shown | fetched | rendered |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n'),
  );
  await Promise.all([photos.close(), product.close()]);
});

async function visit(product: Product, urls: readonly string[], pasted: 'at once' | 'late'): Promise<First> {
  const profile = await createProfile();
  try {
    const page = await profile.open(product.url);
    const maker = createMaker(page);
    const paste = async () => {
      await maker.paste(urls);
      await expect(maker.summary).toHaveText(/^26 images/);
    };
    if (pasted === 'at once') await paste();
    await page.waitForFunction((ms) => performance.now() > ms, openMs, { polling: 100 });
    if (pasted === 'late') await paste();
    const shown = await page.evaluate(clickAndWait);
    await maker.finished();
    return { shown, ...(await firstSpans(page)) };
  } finally {
    await profile.remove();
  }
}

/** In the page: whoever looks from outside takes the processor from what he looks at. */
function clickAndWait(): Promise<number> {
  return new Promise((resolve) => {
    let clickedMs = 0;
    // `load` does not bubble, but it can be caught on its way down; a picture that is loaded is in the next frame.
    document.addEventListener(
      'load',
      ({ target }) => {
        if (!(target instanceof HTMLImageElement) || target.closest('[aria-label="Items"]') === null) return;
        requestAnimationFrame(() => resolve(performance.now() - clickedMs));
      },
      { capture: true },
    );
    const make = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Make thumbnails');
    clickedMs = performance.now();
    make?.click();
  });
}

interface Span {
  cat: string;
  ph: string;
  /** Microseconds. */
  ts: number;
  dur: number;
  args: { item: number };
}

/** By the page's own trace: the image that left an engine first. */
async function firstSpans(page: Page): Promise<Omit<First, 'shown'>> {
  await page.getByRole('heading', { name: 'Timeline' }).click();
  const save = page.getByRole('button', { name: 'Save trace', exact: true });
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const events: Span[] = JSON.parse(await readFile(await download.path(), 'utf8')).traceEvents;
  const spansOf = (stage: string) => events.filter(({ ph, cat }) => ph === 'X' && cat === stage);
  const [render] = spansOf('render').sort((a, b) => a.ts + a.dur - (b.ts + b.dur));
  const open = spansOf('open').find(({ args }) => args.item === render?.args.item);
  if (render === undefined || open === undefined) throw new Error('the trace tells of no image');
  return { fetched: open.dur / 1000, rendered: render.dur / 1000 };
}
