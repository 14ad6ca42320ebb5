import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CDPSession, expect, type Page } from '@playwright/test';
import { memoryBytes } from '../bench/processes.ts';
import { createMaker } from '../e2e/page.ts';
import { startProduct } from '../e2e/product.ts';
import { createProfile, type Profile } from '../e2e/profile.ts';
import { readReport } from '../e2e/report.ts';
import { settledOf } from '../e2e/resuming.ts';
import { createFaultOrigins, type FaultOrigins } from '../servers/fault-origins.ts';
import { type Expectation, faultMix } from '../servers/list.ts';
import { buildSoaked } from './build.ts';
import { heapMegabytes } from './memory.ts';

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
  longestTaskMs: number;
  /** Good URLs that were given their picture more than once, by the servers' own ledgers. */
  doubled: readonly string[];
  /** Plain pictures per second in each tenth of them, in the order in which servers gave them out: like with like. */
  pace: readonly number[];
  trespasses: number;
}

/** Runs a list of this many URLs over 40 origins with the faults of the web through the page, and looks at everything. */
export async function soak(count: number): Promise<Figures> {
  const folder = buildSoaked();
  const origins = await createFaultOrigins({ count: originCount, delayMs: 20 });
  const list = faultMix(count, origins, 11);
  const product = await startProduct(origins.relayAllow.split(','), folder);
  const profile = await createProfile();
  try {
    const page = await profile.open(product.url);
    const session = await page.context().newCDPSession(page);
    const maker = createMaker(page);
    await enter(page, list.map(({ url }) => url).join('\n'));
    await expect(maker.summary).toHaveText(`${count} images, 0 duplicates, 0 rejected`);
    await watchTasks(page);
    const startMs = performance.now();
    await maker.button('Make thumbnails').click();
    const observed = await observe(page, session, profile, count);
    const seconds = (performance.now() - startMs) / 1000;
    const longestTaskMs = await longestTask(page);
    const report = readReport((await maker.download('Download report')).toString('utf8'));
    return {
      ...observed,
      seconds,
      longestTaskMs,
      ...given(list, origins),
      wrong: wrongs(list, report),
      faults: list.filter(({ group }) => group !== 'healthy').length,
      kinds: new Set(list.map(({ kind }) => kind)).size,
      trespasses: origins.canaryCount(),
    };
  } finally {
    await Promise.all([profile.remove(), product.close(), origins.close()]);
  }
}

/** At once, as a file is read into the list: text that is typed into a field costs the browser the square of its lines. */
async function enter(page: Page, text: string): Promise<void> {
  await createMaker(page).list.evaluate((field: HTMLTextAreaElement, value) => {
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
}

/** Watches until every item is settled. */
async function observe(
  page: Page,
  session: CDPSession,
  profile: Profile,
  count: number,
): Promise<Pick<Figures, 'heap' | 'browserMegabytes'>> {
  const maker = createMaker(page);
  let browserMegabytes = 0;
  let tenths = 0;
  let warm: { heap: number; settled: number } | null = null;
  for (let settled = 0; settled < count; ) {
    await sleep(500);
    const text = (await maker.status.textContent()) ?? '';
    settled = text.startsWith('Finished') ? count : await settledOf(maker);
    while (tenths < Math.floor((10 * settled) / count)) {
      tenths += 1;
      console.log(`${settled} of ${count}, the browser has had up to ${Math.round(browserMegabytes)} MB`);
    }
    if (warm === null && settled >= count * warmShare) warm = { heap: await heapMegabytes(session), settled };
    const megabytes = memoryBytes(profile.processes()) / 2 ** 20;
    if (megabytes > browserMegabytes + 15)
      console.log(
        'PEAK',
        settled,
        Math.round(megabytes),
        profile
          .processes()
          .map((pid) => {
            const type = /--type=(\S+?)\0.*?(?:--utility-sub-type=(\S+?)\0)?/.exec(
              readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
            )?.[1];
            return `${type ?? 'browser'} ${Math.round(memoryBytes([pid]) / 2 ** 20)}`;
          })
          .join(', '),
      );
    browserMegabytes = Math.max(browserMegabytes, megabytes);
  }
  const end = await heapMegabytes(session);
  const first = warm ?? { heap: end, settled: 0 };
  const bytesPerImage = ((end - first.heap) * 2 ** 20) / Math.max(1, count - first.settled);
  return { heap: { warm: first.heap, end, bytesPerImage }, browserMegabytes };
}

/** What the ledgers say of good URLs. */
function given(list: readonly Expectation[], { servers }: FaultOrigins): Pick<Figures, 'doubled' | 'pace'> {
  const kinds = new Map(list.map(({ url, kind, group }) => [new URL(url).href, group === 'healthy' ? kind : null]));
  const times = new Map<string, number[]>();
  const plainMs: number[] = [];
  for (const { cors, origin, ledger } of servers) {
    for (const { path, status, outcome, endedMs, headers } of ledger.entries) {
      const url = `${origin}${path}`;
      // Only a browser names the page that asks; where that page may not read, the picture went nowhere.
      const wasRead = cors || headers.origin === undefined;
      const kind = kinds.get(url);
      if (kind == null || endedMs === null || status !== 200 || outcome !== 'completed' || !wasRead) continue;
      times.set(url, [...(times.get(url) ?? []), endedMs]);
      if (kind === 'healthy') plainMs.push(endedMs);
    }
  }
  return {
    doubled: [...times].flatMap(([url, all]) => (all.length > 1 ? [url] : [])),
    pace: paceOf(plainMs.sort((a, b) => a - b)),
  };
}

function paceOf(sortedMs: readonly number[]): number[] {
  const at = (tenth: number) => Math.round(((sortedMs.length - 1) * tenth) / 10);
  return Array.from({ length: 10 }, (_, tenth) => {
    const [from, to] = [at(tenth), at(tenth + 1)];
    return ((to - from) / ((sortedMs[to] as number) - (sortedMs[from] as number))) * 1000;
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

async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
    watch.observe({ type: 'longtask' });
  });
}

function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...(globalThis as unknown as { longTasks: number[] }).longTasks));
}
