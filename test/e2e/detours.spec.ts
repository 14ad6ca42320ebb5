import { type Browser, type BrowserContext, expect, test } from '@playwright/test';
import { toDistinct } from '../photos/distinct.ts';
import { smallPhotos } from '../photos/small.ts';
import { specimen } from '../photos/specimen.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { createMaker, type Maker } from './page.ts';
import { startProduct } from './product.ts';
import { readReport } from './report.ts';
import { resume, settledOf } from './resuming.ts';

const images = 60;
const finished = `Finished: ${images} done, 0 failed, 0 skipped, 0 cancelled`;

/** What the engines run before anything else: from then on the browser's own decoder takes no AVIF. */
const lameDecoder = `{
  const decode = ImageDecoder.prototype.decode;
  const Sound = ImageDecoder;
  globalThis.ImageDecoder = class extends Sound {
    constructor(init) { super(init); this.isLame = init.type === 'image/avif'; }
    decode(options) { return this.isLame ? Promise.reject(new TypeError('lame')) : decode.call(this, options); }
  };
}\n`;

/** A browser of its own, whose AVIF decoder is lame: the product's engines are given to it with that in front. */
async function openLame(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ acceptDownloads: true, serviceWorkers: 'block' });
  await context.route(/\/workers\/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: lameDecoder + (await response.text()) });
  });
  return context;
}

const word = (maker: Maker) =>
  maker.page.getByText(/^AVIF pictures: the browser’s decoder failed .* libvips opens them/);

async function begin(context: BrowserContext, url: string, urls: readonly string[]): Promise<Maker> {
  const maker = createMaker(await context.newPage());
  await maker.page.goto(url);
  await maker.paste(urls);
  await maker.button('Make thumbnails').click();
  return maker;
}

test('where wasm-vips does not come up the canvas draws after its time is over, and the page says so', async ({
  browser,
}) => {
  const context = await browser.newContext({ acceptDownloads: true, serviceWorkers: 'block' });
  await context.route(/\/vips-es6\.js$/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'await new Promise(() => {}); export default null;' }),
  );
  const png = await specimen('png');
  const photos = await createPhotoServer([...(await smallPhotos(5)), { name: 'photo.png', bytes: () => png }]);
  const product = await startProduct([]);
  try {
    const maker = await begin(context, product.url, photos.urls);
    expect(await maker.finished()).toBe('Finished: 6 done, 0 failed, 0 skipped, 0 cancelled');
    await expect(maker.page.getByText(/^The image library libvips did not start .* canvas draws/)).toBeVisible();
    const report = readReport((await maker.download('Download report')).toString());
    expect(new Set(report.map(({ route }) => route))).toEqual(new Set(['jpeg-to-jpeg', 'canvas']));
  } finally {
    await Promise.all([context.close(), product.close(), photos.close()]);
  }
});

test('a decoder that keeps failing is switched off, the page says so, and the zip is the same, interrupted or not', async ({
  browser,
}) => {
  const avif = await specimen('avif');
  const photos = await createPhotoServer(
    Array.from({ length: images }, (_, index) => ({
      name: `photo-${index}.avif`,
      bytes: () => toDistinct(avif, `photo ${index}`),
    })),
    { delayMs: 200 },
  );
  const product = await startProduct([]);
  const [steady, broken] = [await openLame(browser), await openLame(browser)];
  try {
    const whole = await begin(steady, product.url, photos.urls);
    await expect(word(whole)).toBeVisible();
    expect(await whole.finished()).toBe(finished);
    const report = readReport((await whole.download('Download report')).toString());
    expect(new Set(report.map(({ route }) => route))).toEqual(new Set(['vips']));

    const cut = await begin(broken, product.url, photos.urls);
    await expect(word(cut)).toBeVisible();
    expect(await settledOf(cut)).toBeLessThan(images);
    await cut.page.close({ runBeforeUnload: false });
    const back = createMaker(await broken.newPage());
    await back.page.goto(product.url);
    const { done } = await resume(back);
    expect(done).toBeLessThan(images);
    await expect(word(back)).toBeVisible();
    expect(await back.finished()).toBe(finished);
    const zips = [await whole.download('Download zip'), await back.download('Download zip')] as const;
    expect(zips[0].equals(zips[1])).toBe(true);
  } finally {
    await Promise.all([steady.close(), broken.close(), product.close(), photos.close()]);
  }
});
