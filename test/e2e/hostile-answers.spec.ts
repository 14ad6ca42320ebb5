import { expect, type Page, test } from '@playwright/test';
import { parseAllowList } from '../../src/relay/allow.ts';
import { createRelay, isRelayPath } from '../../src/relay/handler.ts';
import { specimen } from '../photos/specimen.ts';
import { type Loopback, listen } from '../servers/loopback.ts';
import { until } from '../servers/until.ts';

const types = (
  'text/html text/html;charset=utf-7 application/xhtml+xml image/svg+xml text/xml application/xml application/rss+xml ' +
  'text/xsl multipart/related text/javascript application/javascript application/ecmascript application/x-javascript ' +
  'text/css text/plain application/json application/ld+json application/manifest+json application/wasm application/pdf ' +
  'application/x-shockwave-flash application/java-archive application/octet-stream application/hta ' +
  'multipart/x-mixed-replace;boundary=x message/rfc822 application/vnd.mozilla.xul+xml text/vtt text/event-stream ' +
  'application/x-xpinstall video/mp4 audio/mpeg font/woff2 image/png image/jpeg image/gif image/x-icon nonsense *'
).split(' ');

/** Pictures, as far as the relay's look at their first bytes goes, that are programs to whoever takes them for one. */
async function polyglots(canary: string): Promise<Record<string, Buffer>> {
  const program = `fetch('${canary}', { mode: 'no-cors' })`;
  const html = `<script>${program}</script><img src=x onerror="${program}"><meta http-equiv=refresh content="0;${canary}">`;
  const style = `body{background:url(${canary})}`;
  return {
    script: Buffer.from(`GIF89a=1;${program};/*${'x'.repeat(200)}*/`),
    page: Buffer.concat([(await specimen('png')).subarray(0, 64), Buffer.from(html)]),
    drawing: Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" onload="${program}"><script>${program}</script></svg>`,
    ),
    style: Buffer.from(`GIF89a{}${style}${' '.repeat(200)}`),
  };
}

/** Takes the answer at this URL for everything that a page can take it for. */
function openInEveryWay(page: Page, url: string): Promise<void> {
  return page.evaluate(async (address) => {
    const add = (tag: string, attributes: Record<string, string>) =>
      new Promise<void>((resolve) => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        for (const event of ['load', 'error']) element.addEventListener(event, () => resolve());
        document.body.append(element);
        // What becomes a download tells the page nothing.
        if (['iframe', 'object', 'embed'].includes(tag)) setTimeout(resolve, 100);
      });
    const run = (worker: Worker) =>
      new Promise<void>((resolve) => {
        worker.addEventListener('error', () => resolve());
        setTimeout(resolve, 100);
      });
    await Promise.all([
      add('script', { src: address }),
      add('script', { src: address, type: 'module' }),
      add('link', { rel: 'stylesheet', href: address }),
      add('img', { src: address }),
      add('iframe', { src: address }),
      add('object', { data: address }),
      add('embed', { src: address }),
      run(new Worker(address)),
      run(new Worker(address, { type: 'module' })),
      import(address).catch(() => {}),
      navigator.serviceWorker.register(address).catch(() => {}),
    ]);
  }, url);
}

/** What gives a browser's script, frame or navigation away becomes what a fetch of the page's own shows. */
function forge(headers: string[], index: number, name: string): void {
  if (name === 'sec-fetch-site') headers[index + 1] = 'same-origin';
  if (name === 'sec-fetch-dest') headers[index + 1] = 'empty';
  if (name === 'origin') headers[index] = 'X-Origin';
}

/** Serves an empty page that forbids nothing, and a relay that takes whatever comes for a fetch of that page's. */
async function createCarelessServer(evil: Loopback): Promise<Loopback> {
  const relay = createRelay({ allow: parseAllowList(evil.host) });
  return listen((request, response) => {
    if (!isRelayPath(request.url)) {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><body></body>');
      return;
    }
    for (const [index, name] of request.rawHeaders.entries()) {
      if (index % 2 === 0) forge(request.rawHeaders, index, name.toLowerCase());
    }
    void relay(request, response);
  });
}

test(`${types.length} hostile types of answer, opened in every way: what the relay gives back is never run`, async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  expect(types.length).toBeGreaterThanOrEqual(30);
  const trespasses: string[] = [];
  const canary = await listen((request, response) => {
    trespasses.push(request.url ?? '');
    response.end();
  });
  const bodies = await polyglots(`${canary.origin}/ran`);
  let answers = 0;
  const evil = await listen((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://evil.example');
    answers += 1;
    response
      .writeHead(200, {
        'Content-Type': searchParams.get('type') ?? '',
        'Access-Control-Allow-Origin': '*',
        'Service-Worker-Allowed': '/',
        'Content-Disposition': 'inline',
      })
      .end(bodies[searchParams.get('body') ?? '']);
  });
  const own = await createCarelessServer(evil);
  /** Where each becomes a download, and the tab stays where it was. */
  const tab = await context.newPage();
  const openInTab = async (urls: readonly string[]) => {
    for (const url of urls) await tab.goto(url).catch(() => {});
  };
  try {
    await page.goto(own.origin);
    for (const type of types) {
      const before = answers;
      await page.evaluate(() => document.body.replaceChildren());
      const relayed = Object.keys(bodies).map((body) => {
        const url = `${evil.origin}/?${new URLSearchParams({ type, body })}`;
        return `${own.origin}/relay?url=${encodeURIComponent(url)}`;
      });
      await Promise.all([openInTab(relayed), ...relayed.map((url) => openInEveryWay(page, url))]);
      // They did reach the page.
      expect(answers - before, type).toBeGreaterThan(8 * Object.keys(bodies).length);
    }
    expect(trespasses).toEqual([]);
    // Control: without the relay, the same answers do run, and are heard of later than all that came before.
    await openInEveryWay(page, `data:text/javascript,fetch('${canary.origin}/control',{mode:'no-cors'})`);
    await until(() => trespasses.length > 0);
    expect(new Set(trespasses)).toEqual(new Set(['/control']));
  } finally {
    await Promise.all([own.close(), evil.close(), canary.close()]);
  }
});
