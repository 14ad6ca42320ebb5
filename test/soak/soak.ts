import { setTimeout as sleep } from 'node:timers/promises';
import { memoryBytes, purposeOf } from '../bench/processes.ts';
import { type PlainChromium, startChromium } from '../browsers/chromium.ts';
import { enterList, readStatus, toButton } from '../browsers/page.ts';
import { startProduct } from '../e2e/product.ts';
import { readReport } from '../e2e/report.ts';
import { createFaultOrigins, type FaultOrigins } from '../servers/fault-origins.ts';
import { type Expectation, faultMix } from '../servers/list.ts';
import { buildSoaked } from './build.ts';
import { addWitness, beginTestimony, hearTestimony, offTheRecord } from './witness.ts';

const originCount = 40;
/** Heaps are compared from here on: caches, code and the list itself are in place by then. */
const warmShare = 0.2;

export interface Figures {
  seconds: number;
  /** Lines that did not end as the fault server's nature demands, and files that are there twice. */
  wrong: readonly string[];
  faults: number;
  kinds: number;
  /** Megabytes of the main thread's heap, after a collection: once warm, and at the end. */
  heap: { warm: number; end: number; bytesPerImage: number };
  /** Most megabytes of the whole browser; what its processes share is counted once. */
  browserMegabytes: number;
  /** Where they were at that moment: megabytes of each process. */
  processes: readonly string[];
  /** Tasks of the main thread over 100 ms: seconds since the page was opened, and milliseconds. */
  longTasks: readonly string[];
  longestTaskMs: number;
  /** Good URLs that were given their picture more than once, by the servers' own ledgers. */
  doubled: readonly string[];
  /**
   * Images that an engine renders in a second of its time, in each tenth of the renders: the same mix, shuffled. Not by
   * the clock on the wall: towards the end nothing is left but hosts that stall or asked to be left alone.
   */
  pace: readonly number[];
  trespasses: number;
}

/** Runs a list of this many URLs over 40 origins with the faults of the web through the page, and looks at everything. */
export async function soak(count: number): Promise<Figures> {
  const folder = buildSoaked();
  const origins = await createFaultOrigins({ count: originCount, delayMs: 20 });
  const list = faultMix(count, origins, 11);
  const product = await startProduct(origins.relayAllow.split(','), folder);
  const browser = await startChromium();
  try {
    // Some images are rendered twice: on another engine, or from a second download.
    await addWitness(browser, 2 * count);
    await browser.goto(product.url);
    await enterList(
      browser,
      list.map(({ url }) => url),
    );
    await beginTestimony(browser);
    const startMs = performance.now();
    await browser.click(toButton('Make thumbnails'));
    const observed = await observe(browser, count);
    const seconds = (performance.now() - startMs) / 1000;
    const { tasks, rendersMs } = await hearTestimony(browser);
    await browser.click(toButton('Download report'));
    const report = readReport((await browser.downloaded('report.csv')).toString('utf8'));
    return {
      ...observed,
      seconds,
      longTasks: tasks
        .filter(({ ms }) => ms > 100)
        .map(({ atMs, ms }) => `${(atMs / 1000).toFixed(1)} s: ${Math.round(ms)} ms`),
      longestTaskMs: Math.max(0, ...tasks.map(({ ms }) => ms)),
      pace: paceOf(rendersMs),
      doubled: doubled(list, origins),
      wrong: wrongs(list, report),
      faults: list.filter(({ group }) => group !== 'healthy').length,
      kinds: new Set(list.map(({ kind }) => kind)).size,
      trespasses: origins.canaryCount(),
    };
  } finally {
    await Promise.all([browser.close(), product.close(), origins.close()]);
  }
}

/** Watches until every item is settled. */
async function observe(
  browser: PlainChromium,
  count: number,
): Promise<Pick<Figures, 'heap' | 'browserMegabytes' | 'processes'>> {
  const heapNow = () => offTheRecord(browser, browser.heapMegabytes);
  let browserMegabytes = 0;
  let processes: string[] = [];
  let tenths = 0;
  let warm: { heap: number; settled: number } | null = null;
  for (let settled = 0; settled < count; ) {
    await sleep(500);
    settled = await settledOf(browser, count);
    while (tenths < Math.floor((10 * settled) / count)) {
      tenths += 1;
      console.log(`${settled} of ${count}, the browser has had up to ${Math.round(browserMegabytes)} MB`);
    }
    if (warm === null && settled >= count * warmShare) warm = { heap: await heapNow(), settled };
    const pids = browser.processes();
    const megabytes = memoryBytes(pids) / 2 ** 20;
    if (megabytes <= browserMegabytes) continue;
    browserMegabytes = megabytes;
    processes = pids.map((pid) => `${purposeOf(pid)}: ${Math.round(memoryBytes([pid]) / 2 ** 20)}`);
  }
  const end = await heapNow();
  const first = warm ?? { heap: end, settled: 0 };
  const bytesPerImage = ((end - first.heap) * 2 ** 20) / Math.max(1, count - first.settled);
  return { heap: { warm: first.heap, end, bytesPerImage }, browserMegabytes, processes };
}

async function settledOf(browser: PlainChromium, count: number): Promise<number> {
  const text = await browser.evaluate(readStatus, 'Run status');
  return text.startsWith('Finished') ? count : Number(/: ([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? 0);
}

/** Good URLs whose picture was given away more than once. */
function doubled(list: readonly Expectation[], { servers }: FaultOrigins): string[] {
  const good = new Set(list.flatMap(({ url, group }) => (group === 'healthy' ? [new URL(url).href] : [])));
  const times = new Map<string, number>();
  for (const { cors, origin, ledger } of servers) {
    for (const { path, status, outcome, headers } of ledger.entries) {
      const url = `${origin}${path}`;
      // Only a browser names the page that asks; where that page may not read, the picture went nowhere.
      const wasRead = cors || headers.origin === undefined;
      if (status === 200 && outcome === 'completed' && wasRead && good.has(url)) {
        times.set(url, (times.get(url) ?? 0) + 1);
      }
    }
  }
  return [...times].flatMap(([url, count]) => (count > 1 ? [`${url}: ${count} times`] : []));
}

function paceOf(rendersMs: readonly number[]): number[] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const [from, to] = [tenth, tenth + 1].map((at) => Math.floor((rendersMs.length * at) / 10));
    const part = rendersMs.slice(from, to);
    return (1000 * part.length) / part.reduce((sum, ms) => sum + ms, 0);
  });
}

function wrongs(list: readonly Expectation[], report: readonly Record<string, string>[]): string[] {
  const wrong: string[] = [];
  const byLine = new Map<number, Record<string, string>[]>();
  for (const row of report) byLine.set(Number(row.line), [...(byLine.get(Number(row.line)) ?? []), row]);
  for (const [index, { url, withRelay }] of list.entries()) {
    const rows = byLine.get(index + 1) ?? [];
    const [first] = rows;
    const ending = first?.status === 'done' ? 'done' : (first?.code ?? 'lost');
    if (!withRelay.some((expected) => expected === ending)) wrong.push(`${url}: ${ending}, not ${withRelay}`);
    if (rows.length !== (ending === 'done' ? 3 : 1)) wrong.push(`${url}: ${rows.length} rows`);
  }
  const files = report.map(({ file }) => file).filter((file) => file !== '');
  if (new Set(files).size !== files.length) wrong.push('files of the same name');
  return wrong;
}
