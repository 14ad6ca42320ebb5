import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium as playwright } from '@playwright/test';
import { familyOf } from '../bench/processes.ts';
import { chromium } from '../chromium.ts';
import { connectDevTools, type DevTools } from './devtools.ts';
import { readDownload } from './downloads.ts';
import type { Driver } from './driver.ts';
import { startProgram } from './process.ts';

/** Chromium as people have it, as far as memory goes. */
export interface PlainChromium extends Driver {
  /** Has the function called in every document to come, before any script of its own. */
  prepare<Args extends unknown[]>(call: (...args: Args) => void, ...args: Args): Promise<void>;
  /** Megabytes of JavaScript objects that the page's main thread keeps, after all that is garbage has gone. */
  heapMegabytes(): Promise<number>;
  /** Process ids of the whole browser. */
  processes(): number[];
}

/**
 * Chromium with a profile on disk, and no debugger that wants to hear of the network. Under Playwright it has one, for
 * which pages keep the bodies that they fetched: after a soak of 5,000 URLs the page's process had 750 MB, without it 520.
 */
export async function startChromium(): Promise<PlainChromium> {
  const profile = await mkdtemp(join(tmpdir(), 'profile-'));
  const downloads = join(profile, 'downloads');
  await mkdir(downloads);
  const program = startProgram(
    chromium.executablePath ?? playwright.executablePath(),
    [...chromium.args, ...plainArgs, `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const [, , , toBrowser, fromBrowser] = program.process.stdio;
  const devTools = connectDevTools(toBrowser as Writable, fromBrowser as Readable);
  const { product } = await devTools.send('Browser.getVersion');
  await devTools.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  const session = await attachToTab(devTools);
  const send = (method: string, parameters?: object) => devTools.send(method, parameters, session);
  await send('Page.enable');

  const evaluate = async <Args extends unknown[], T>(
    call: (...args: Args) => T,
    ...args: Args
  ): Promise<Awaited<T>> => {
    const answer = await send('Runtime.evaluate', {
      expression: toExpression(call, args),
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if ('exceptionDetails' in answer) throw new Error(JSON.stringify(answer.exceptionDetails));
    return (answer.result as { value: Awaited<T> }).value;
  };

  return {
    version: String(product),
    async goto(url) {
      await send('Page.navigate', { url });
      // For a moment the document is still the last one.
      while ((await evaluate(() => (document.readyState === 'complete' ? location.href : ''))) !== url) await wait(50);
    },
    async prepare(call, ...args) {
      await send('Page.addScriptToEvaluateOnNewDocument', { source: toExpression(call, args) });
    },
    async click(xpath) {
      const { x, y } = await evaluate(middleOf, xpath);
      for (const type of ['mousePressed', 'mouseReleased']) {
        await send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
      }
    },
    evaluate,
    downloaded: (name) => readDownload(downloads, name),
    async heapMegabytes() {
      await send('HeapProfiler.collectGarbage');
      const { usedSize } = await send('Runtime.getHeapUsage');
      return Number(usedSize) / 2 ** 20;
    },
    processes: () => familyOf(program.process.pid ?? 0),
    async close() {
      await program.end();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Nobody looks at its window, and yet the page is to go on as if somebody did. */
const plainArgs = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--window-size=1280,900',
  '--no-default-browser-check',
  '--disable-dev-shm-usage',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
];

/** Gives the session of the one tab, as soon as it is there. */
async function attachToTab({ send }: DevTools): Promise<string> {
  for (;;) {
    const { targetInfos } = await send('Target.getTargets');
    const tab = (targetInfos as { type: string; targetId: string }[]).find(({ type }) => type === 'page');
    if (tab !== undefined) {
      const { sessionId } = await send('Target.attachToTarget', { targetId: tab.targetId, flatten: true });
      return String(sessionId);
    }
    await wait(50);
  }
}

function toExpression<Args extends unknown[]>(call: (...args: Args) => unknown, args: Args): string {
  return `(${call})(...${JSON.stringify(args)})`;
}

/** In the page. */
function middleOf(xpath: string): { x: number; y: number } {
  const found = document.evaluate(xpath, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE);
  const element = found.singleNodeValue as Element;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}
