import { expect, type Page, test } from '@playwright/test';
import { createBareHost } from '../servers/bare-host.ts';
import { createMaker } from './page.ts';

/** Counts the documents that this tab asks for. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads += 1;
  });
  return () => loads;
}

const isIsolated = (page: Page) => page.evaluate(() => crossOriginIsolated).catch(() => false);

test('on a host without headers, in a subfolder: isolated after one reload, and the main job works', async ({
  page,
}) => {
  const host = await createBareHost();
  const loads = countLoads(page);
  const foreign: string[] = [];
  page.context().on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && new URL(request.url()).origin !== host.origin) {
      foreign.push(request.url());
    }
  });
  try {
    await page.goto(host.url);
    await expect.poll(() => isIsolated(page)).toBe(true);
    expect(loads()).toBe(2);

    const maker = createMaker(page);
    await maker.button('Try the sample').click();
    await maker.button('Make thumbnails').click();
    expect(await maker.finished()).toBe('Finished: 9 done, 0 failed, 0 skipped, 0 cancelled');
    expect((await maker.download('Download zip')).subarray(0, 2).toString()).toBe('PK');
    // The page's policy came with the page: an inline script does not run.
    const ran = await page.evaluate(() => {
      const script = Object.assign(document.createElement('script'), { textContent: 'document.title = "ran"' });
      document.body.append(script);
      return document.title === 'ran';
    });
    expect(ran).toBe(false);
    expect(loads()).toBe(2);
    expect(foreign).toEqual([]);

    // The service worker is asked about what is the page's own, and not woken for anything else.
    const routes = await page.evaluate(
      async (urls) => {
        for (const url of urls) await (await fetch(url)).text();
        return urls.map((url) => performance.getEntriesByName(url).at(-1)?.toJSON().workerMatchedSourceType);
      },
      [`${host.url}icon.svg`, host.neighbour, `${host.url}relay?url=x`],
    );
    expect(routes).toEqual([expect.not.stringMatching('network'), 'network', 'network']);

    // Isolated at once from now on.
    await page.reload();
    expect(await isIsolated(page)).toBe(true);
    expect(loads()).toBe(3);
  } finally {
    await host.close();
  }
});

test('where even a service worker cannot isolate the page it is reloaded once, never in a loop', async ({ page }) => {
  const host = await createBareHost();
  // Such a service worker gives out the page, but without the headers that count.
  host.change('service-worker.js', (code) => code.replaceAll('Cross-Origin-Embedder-Policy', 'X-Nothing'));
  const loads = countLoads(page);
  try {
    await page.goto(host.url);
    await expect(page.getByText('without its isolation headers')).toBeVisible();
    expect(loads()).toBe(2);
    await page.reload();
    await expect(page.getByText('without its isolation headers')).toBeVisible();
    expect(loads()).toBe(3);
  } finally {
    await host.close();
  }
});

test('without service workers, as in some private windows, the page stays as it is and says so', async ({ page }) => {
  const host = await createBareHost();
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  const loads = countLoads(page);
  try {
    await page.goto(`${host.url}?urls=https://example.com/a.jpg`);
    await expect(page.getByText('without its isolation headers')).toBeVisible();
    await expect(createMaker(page).list).toHaveValue('https://example.com/a.jpg');
    expect(loads()).toBe(1);
  } finally {
    await host.close();
  }
});

test('a list that was begun is not lost to the reload', async ({ page }) => {
  const host = await createBareHost();
  // The service worker comes late: held until there is a list.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.context().route('**/service-worker.js', async (route) => {
    await held;
    await route.continue();
  });
  const loads = countLoads(page);
  try {
    await page.goto(host.url);
    const maker = createMaker(page);
    await maker.paste(['https://example.com/a.jpg']);
    await expect(maker.summary).toHaveText('1 image, 0 duplicates, 0 rejected');
    release();
    await maker.button('Reload').click();
    await expect.poll(() => isIsolated(page)).toBe(true);
    expect(loads()).toBe(2);
  } finally {
    release();
    await host.close();
  }
});
