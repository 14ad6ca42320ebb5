import { expect, test } from '@playwright/test';
import { defaultLimits } from '../../src/core/limits.ts';
import { createRandom } from '../photos/random.ts';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer, type PhotoServer } from '../servers/photo-server.ts';
import { until } from '../servers/until.ts';
import { createMaker, type Maker } from './page.ts';
import { startProduct } from './product.ts';
import { createProfile } from './profile.ts';

const kills = Number(process.env.KILLS ?? 5);
const images = Math.max(90, kills * 12);
const finished = `Finished: ${images} done, 0 failed, 0 skipped, 0 cancelled`;

/** What may be under way when the browser dies: what waits for an engine, and the downloads that one host is granted. */
const inFlight = defaultLimits.imagesInFlight + defaultLimits.perHost;

test(`the browser killed at ${kills} moments of a run: resumed each time, nothing done again, the same zip`, async () => {
  test.setTimeout(120_000 + kills * 15_000);
  const photos = await createPhotoServer(await smallPhotos(images), { delayMs: 40 });
  const product = await startProduct([]);
  const random = createRandom(4);
  const moments = Array.from({ length: kills }, () => Math.floor(random() * (images - 8)) + 4).sort((a, b) => a - b);
  const profile = await createProfile();
  try {
    let maker = createMaker(await profile.open(product.url));
    await maker.paste(photos.urls);
    await maker.button('Make thumbnails').click();
    for (const moment of moments) {
      await until(() => distinctGets(photos) >= moment);
      const shown = await settledOf(maker);
      await profile.kill();
      const before = gets(photos).length;
      maker = createMaker(await profile.open(product.url));
      const done = await resume(maker);
      expect(done).toBeGreaterThanOrEqual(shown);
      // Of those that are done none is fetched again.
      await until(() => gets(photos).length > before || done === images);
      expect(gets(photos).length - before).toBeLessThanOrEqual(images - done);
    }
    expect(await maker.finished()).toBe(finished);
    const zip = await maker.download('Download zip');
    expect(distinctGets(photos)).toBe(images);
    expect(gets(photos).length).toBeLessThanOrEqual(images + kills * inFlight);
    console.log(`${kills} kills: ${gets(photos).length - images} of ${images} downloads repeated`);
    expect(zip.equals(await uninterruptedZip(product.url, photos.urls))).toBe(true);
  } finally {
    await Promise.all([profile.remove(), product.close(), photos.close()]);
  }
});

async function uninterruptedZip(url: string, urls: readonly string[]): Promise<Buffer> {
  const profile = await createProfile();
  try {
    const maker = createMaker(await profile.open(url));
    await maker.paste(urls);
    await maker.button('Make thumbnails').click();
    expect(await maker.finished()).toBe(finished);
    return await maker.download('Download zip');
  } finally {
    await profile.remove();
  }
}

/** Takes the offer to go on; gives how many items were done already. */
async function resume(maker: Maker): Promise<number> {
  const offer = maker.page.getByRole('button', { name: /^Resume [\d,]+ of [\d,]+$/ });
  await expect(offer).toBeVisible();
  const [, done, total] = /Resume ([\d,]+) of ([\d,]+)/.exec((await offer.textContent()) ?? '') ?? [];
  expect(toNumber(total)).toBe(images);
  await offer.click();
  await expect(maker.status).toHaveText(/^(Running|Finished)/);
  return toNumber(done);
}

async function settledOf(maker: Maker): Promise<number> {
  const [, settled] = /: ([\d,]+)/.exec((await maker.status.textContent()) ?? '') ?? [];
  return toNumber(settled);
}

function toNumber(text: string | undefined): number {
  return Number(text?.replaceAll(',', '') ?? Number.NaN);
}

function gets(photos: PhotoServer) {
  return photos.ledger.entries.filter(({ method }) => method === 'GET');
}

function distinctGets(photos: PhotoServer): number {
  return new Set(gets(photos).map(({ path }) => path)).size;
}
