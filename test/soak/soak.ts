import { setTimeout as sleep } from 'node:timers/promises';
import { type CDPSession, expect, type Page } from '@playwright/test';
import { memoryBytes } from '../bench/processes.ts';
import { createMaker } from '../e2e/page.ts';
import { startProduct } from '../e2e/product.ts';
import { createProfile, type Profile } from '../e2e/profile.ts';
import { readReport } from '../e2e/report.ts';
import { settledOf } from '../e2e/resuming.ts';
import { createFaultOrigins } from '../servers/fault-origins.ts';
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
  /** Items per second in each tenth of the list. */
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
): Promise<Pick<Figures, 'heap' | 'browserMegabytes' | 'pace'>> {
  const maker = createMaker(page);
  let browserMegabytes = 0;
  const tenthsMs = [performance.now()];
  let warm: { heap: number; settled: number } | null = null;
  for (let settled = 0; settled < count; ) {
    await sleep(500);
    const text = (await maker.status.textContent()) ?? '';
    settled = text.startsWith('Finished') ? count : await settledOf(maker);
    while (tenthsMs.length <= Math.floor((10 * settled) / count)) {
      tenthsMs.push(performance.now());
      console.log(`${settled} of ${count}, the browser has had up to ${Math.round(browserMegabytes)} MB`);
    }
    if (warm === null && settled >= count * warmShare) warm = { heap: await heapMegabytes(session), settled };
    browserMegabytes = Math.max(browserMegabytes, memoryBytes(profile.processes()) / 2 ** 20);
  }
  const end = await heapMegabytes(session);
  const first = warm ?? { heap: end, settled: 0 };
  const bytesPerImage = ((end - first.heap) * 2 ** 20) / Math.max(1, count - first.settled);
  const pace = tenthsMs.slice(1).map((ms, index) => (count / 10 / (ms - (tenthsMs[index] as number))) * 1000);
  return { heap: { warm: first.heap, end, bytesPerImage }, browserMegabytes, pace };
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
