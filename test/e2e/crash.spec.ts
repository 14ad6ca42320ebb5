import { availableParallelism } from 'node:os';
import { expect, type Page, test } from '@playwright/test';
import { createRandom } from '../photos/random.ts';
import { smallPhotos } from '../photos/small.ts';
import { createPhotoServer, type PhotoServer } from '../servers/photo-server.ts';
import { until } from '../servers/until.ts';
import { createUploadServer } from '../servers/upload-server.ts';
import { createMaker, type Maker } from './page.ts';
import { startProduct } from './product.ts';
import { createProfile, type Profile } from './profile.ts';
import { readReport } from './report.ts';
import { allDone, distinct, requests, resume, settledOf, uninterruptedZip } from './resuming.ts';

/** `npm run soak` asks for 20. */
const kills = Number(process.env.KILLS ?? 5);
const images = Math.max(90, kills * 12);

/** Lanes of engines on this machine: as many as cores, up to eight, and one that has the next image ready. */
const lanes = Math.min(8, availableParallelism()) + 1;

/** What may be on its way to the engines when the browser dies, for each lane: the read-ahead of hosts that are as quick as engines. */
const aheadPerLane = 6;

/** What an engine takes for one of these photos, about. Of hosts that take longer more is on its way, as Little's law asks. */
const asQuickAsEnginesMs = 10;

/** How many downloads or uploads have begun when each kill strikes: somewhere from first to last, the same every time. */
function moments(seed: number, most: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: kills }, () => 4 + Math.floor(random() * (most - 8))).sort((a, b) => a - b);
}

type Prepare = Parameters<Profile['open']>[1];

async function killAndReopen(profile: Profile, maker: Maker, prepare?: Prepare): Promise<Maker> {
  const { page } = maker;
  const url = page.url();
  await profile.kill();
  return createMaker(await profile.open(url, prepare));
}

/** Tells of every image that is given to an engine, in whatever page, before and after a crash. */
function watchRenders(onRender: () => void): Prepare {
  return async (context) => {
    await context.exposeFunction('toldOfRender', onRender);
    await context.addInitScript(() => {
      const { toldOfRender } = globalThis as unknown as { toldOfRender(): void };
      const send = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message: { path?: string[] }, moved?: unknown) {
        if (message.path?.[0] === 'render') toldOfRender();
        send.call(this, message, moved as StructuredSerializeOptions);
      };
    });
  };
}

/** How many downloads each kill cost: of those asked for before it, the ones that were asked for again. */
function lostDownloads({ ledger }: PhotoServer, killsAt: readonly number[]): number[] {
  const lost = killsAt.map(() => 0);
  const lifeOf = new Map<string, number>();
  for (const [index, { method, path }] of ledger.entries.entries()) {
    if (method !== 'GET') continue;
    const earlier = lifeOf.get(path);
    if (earlier !== undefined) lost[earlier] = (lost[earlier] ?? 0) + 1;
    lifeOf.set(path, killsAt.filter((at) => at <= index).length);
  }
  return lost;
}

test(`zip: killed at ${kills} moments of a run, resumed each time, nothing done again, the same bytes`, async ({
  browser,
}) => {
  test.setTimeout(120_000 + kills * 15_000);
  const photos = await createPhotoServer(await smallPhotos(images), { delayMs: asQuickAsEnginesMs });
  const product = await startProduct([]);
  const profile = await createProfile();
  let renders = 0;
  const prepare = watchRenders(() => {
    renders += 1;
  });
  const killsAt: number[] = [];
  try {
    let maker = createMaker(await profile.open(product.url, prepare));
    await maker.paste(photos.urls);
    await maker.button('Make thumbnails').click();
    for (const moment of moments(4, images)) {
      await until(() => distinct(photos, 'GET') >= moment);
      const shown = await settledOf(maker);
      maker = await killAndReopen(profile, maker, prepare);
      killsAt.push(photos.ledger.entries.length);
      const before = requests(photos, 'GET').length;
      const { done, total } = await resume(maker);
      expect(total).toBe(images);
      // What the user saw done is done, and nothing of it is fetched again.
      expect(done).toBeGreaterThanOrEqual(shown);
      await until(() => requests(photos, 'GET').length > before);
      expect(requests(photos, 'GET').length - before).toBeLessThanOrEqual(images - done);
    }
    expect(await maker.finished()).toBe(allDone(images));
    const zip = await maker.download('Download zip');
    expect(distinct(photos, 'GET')).toBe(images);
    const lost = lostDownloads(photos, killsAt);
    console.log(`${kills} kills: ${lost.join(' + ')} downloads and ${renders - images} renders repeated`);
    expect(Math.max(...lost)).toBeLessThanOrEqual(lanes * aheadPerLane);
    // Finished thumbnails wait for nothing: what is rendered twice is what an engine had in hand.
    expect(renders - images).toBeLessThanOrEqual(kills * lanes);
    expect(renders).toBeGreaterThanOrEqual(images);
    expect(zip.equals(await uninterruptedZip(browser, product.url, photos.urls))).toBe(true);
  } finally {
    await Promise.all([profile.remove(), product.close(), photos.close()]);
  }
});

test(`upload: killed at ${kills} moments of a run, every object stored exactly once`, async () => {
  test.setTimeout(120_000 + kills * 15_000);
  const photos = await createPhotoServer(await smallPhotos(images));
  // Slow answers: many a kill comes when an object is stored and nobody has heard of it.
  const uploads = await createUploadServer({ delayMs: 60 });
  const product = await startProduct([]);
  const profile = await createProfile();
  try {
    let maker = createMaker(await profile.open(product.url));
    await maker.paste(photos.urls);
    await maker.page.getByRole('radio', { name: 'Upload (HTTP PUT)' }).check();
    const template = `${uploads.origin}/thumbs/{file}`;
    await maker.page.getByRole('textbox', { name: 'Upload URL template' }).fill(template);
    await maker.button('Make thumbnails').click();
    for (const moment of moments(7, images * 3)) {
      await until(() => distinct(uploads, 'PUT') >= moment);
      maker = await killAndReopen(profile, maker);
      await resume(maker);
    }
    expect(await maker.finished()).toBe(allDone(images));
    const rows = readReport((await maker.download('Download report')).toString('utf8'));
    expect(rows).toHaveLength(images * 3);
    expect(uploads.objects.size).toBe(images * 3);
    for (const row of rows) {
      expect(uploads.objects.get(`thumbs/${row.file}`), row.file).toMatchObject({ stores: 1, sha256: row.sha256 });
    }
    expect(requests(photos, 'GET').length).toBeLessThanOrEqual(images + kills * lanes * aheadPerLane);
  } finally {
    await Promise.all([profile.remove(), product.close(), photos.close(), uploads.close()]);
  }
});

/** Ways for a page to end without a word while its browser lives on. */
const deaths: Record<string, (page: Page) => Promise<void>> = {
  async 'a page that crashes'(page) {
    const session = await page.context().newCDPSession(page);
    void session.send('Page.crash').catch(() => {});
  },
  async 'a page whose process is killed'(page) {
    const session = await page.context().browser()?.newBrowserCDPSession();
    const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
    for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL');
  },
};

for (const [name, die] of Object.entries(deaths)) {
  test(`${name}, and one that is reloaded: both go on where they were, to the same bytes`, async ({
    browser,
    context,
  }) => {
    // Slow enough for two middles, however quick the engines are.
    const photos = await createPhotoServer(await smallPhotos(40), { delayMs: 300 });
    const product = await startProduct([]);
    try {
      const first = await context.newPage();
      await first.goto(product.url);
      const doomed = createMaker(first);
      await doomed.paste(photos.urls);
      await doomed.button('Make thumbnails').click();
      await expect(doomed.status).toHaveText(/^Running: ([5-9]|\d\d) of 40/);
      const crashed = first.waitForEvent('crash');
      await die(first);
      await crashed;
      await first.close();

      const page = await context.newPage();
      page.on('dialog', (dialog) => dialog.accept());
      await page.goto(product.url);
      const maker = createMaker(page);
      expect((await resume(maker)).done).toBeGreaterThanOrEqual(5);
      await expect(maker.list).toHaveValue(photos.urls.join('\n'));
      await expect(maker.status).toHaveText(/^Running: (1[5-9]|[23]\d) of 40/);
      await page.reload();
      expect((await resume(maker)).done).toBeGreaterThanOrEqual(15);
      expect(await maker.finished()).toBe(allDone(40));
      expect(requests(photos, 'GET').length).toBeLessThanOrEqual(40 + 2 * lanes * aheadPerLane);
      const zip = await maker.download('Download zip');
      expect(zip.equals(await uninterruptedZip(browser, product.url, photos.urls))).toBe(true);
    } finally {
      await Promise.all([product.close(), photos.close()]);
    }
  });
}
