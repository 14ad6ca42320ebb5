import type { Failure } from '../../../src/core/failure.ts';
import type { Head } from '../../../src/core/head.ts';
import { defaultLimits } from '../../../src/core/limits.ts';
import type { Clock, Rendering } from '../../../src/core/ports.ts';
import { defaultRecipe, type Recipe } from '../../../src/core/recipe.ts';
import { sniff } from '../../../src/core/sniff.ts';
import { compileVips } from '../../../src/engine/module.ts';
import { createPool, type Pool } from '../../../src/engine/pool.ts';
import type { Picture, RenderOrder } from '../../../src/engine/render.ts';
import type { Route } from '../../../src/engine/route.ts';
import { spawnEngine } from '../../../src/engine/spawn.ts';
import { createFetcher } from '../../../src/sources/fetcher.ts';
import { createHandOver, type Way } from './hand-over.ts';
import { runStages } from './stages.ts';

declare const __VIPS_FOLDER__: string;

/** What became of one image, as text that can leave the browser. */
export type Outcome =
  | { ok: true; route: string; thumbnails: { width: number; height: number; base64: string }[] }
  | { ok: false; failure: Failure };

/** One of few words, and what came out: nothing, or the digest of the first thumbnail. */
export interface Verdict {
  word: string;
  digest: string;
}

/** The engines alone, without the page around them: what `page.evaluate` can call. */
export interface Workshop {
  /** Fresh engines, all of them started and warmed up; those from before are ended. */
  engage(engines: number, without: readonly Route[]): Promise<void>;
  /** Fetches files into the page's memory, under their URLs. */
  hold(urls: readonly string[]): Promise<void>;
  /**
   * Renders all of these at once, as the run does, or so many at a time; resolves with the last one. Rejects if one is not
   * drawn.
   */
  render(urls: readonly string[], recipe: Partial<Recipe>, lanes?: number): Promise<void>;
  /** The same one by one, telling what came of it. */
  inspect(urls: readonly string[], recipe: Partial<Recipe>): Promise<Outcome[]>;
  /** Fetches, sniffs and renders all of these, and says what became of each: the pool is as full as it gets. */
  judge(urls: readonly string[], recipe: Partial<Recipe>): Promise<Verdict[]>;
  /** Downloads all of these as the product's run does, with its lanes, and does nothing with them. */
  downloadOnly(urls: readonly string[]): Promise<void>;
  /** Renders all of these as the product's run does, from the page's memory. */
  renderOnly(urls: readonly string[], recipe: Partial<Recipe>): Promise<void>;
  /** Downloads and renders all of these; the way says how bytes come to the engines, of which it has its own. */
  handOver(way: Way, urls: readonly string[]): Promise<void>;
  stats(): Promise<{ started: number; lost: number }>;
}

const vipsFolder = new URL(`/${__VIPS_FOLDER__}`, location.href).href;
const files = new Map<string, Uint8Array>();
const fetcher = createFetcher();
const never = new AbortController().signal;
let pool: Pool<RenderOrder, Rendering<Picture>> | null = null;
/** Routes that are not taken. */
let without: readonly Route[] = [];

const clock: Clock = {
  now: () => performance.now(),
  random: Math.random,
  wait: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

async function engage(engines: number, withoutThese: readonly Route[]): Promise<void> {
  without = withoutThese;
  pool?.close();
  const module = await compileVips(vipsFolder);
  await new Promise<void>((resolve) => {
    let ready = 0;
    pool = createPool({
      spawn: () => spawnEngine({ module, vipsFolder, limits: defaultLimits }),
      width: engines,
      clock,
      deadlineMs: 30_000,
      startMs: 30_000,
      recycleAfter: 100_000,
      recycleAboveBytes: 2 ** 31,
      onChange(change) {
        if (change.tag !== 'idle') return;
        ready += 1;
        if (ready === engines) resolve();
      },
    });
    pool.warm(engines);
  });
}

/** As the page's own downloads: into memory that the engines share. */
async function fetchBytes(url: string): Promise<Uint8Array> {
  const fetched = await fetcher.fetch(url, { limitBytes: defaultLimits.sourceBytes, signal: never, heard() {} });
  if (fetched.tag !== 'whole') throw new Error(`${url}: ${fetched.tag}`);
  return fetched.bytes;
}

async function hold(urls: readonly string[]): Promise<void> {
  for (const url of urls) files.set(url, await fetchBytes(url));
}

async function renderOne(url: string, recipe: Partial<Recipe>) {
  const bytes = files.get(url) ?? new Uint8Array(0);
  const judged = sniff(bytes);
  if (pool === null || judged.is !== 'image') throw new Error(`${url}: ${judged.is}`);
  return pool.run(toOrder(bytes, judged.head, recipe), never);
}

function toOrder(bytes: Uint8Array, head: Head, recipe: Partial<Recipe>): RenderOrder {
  return { bytes, head, recipe: { ...defaultRecipe, ...recipe }, without, onStep: () => {} };
}

async function render(urls: readonly string[], recipe: Partial<Recipe>, lanes = urls.length): Promise<void> {
  const rest = urls.values();
  const lane = async () => {
    for (const url of rest) {
      const result = await renderOne(url, recipe);
      if (!result.ok) throw new Error(JSON.stringify(result));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function inspect(urls: readonly string[], recipe: Partial<Recipe>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const url of urls) {
    const result = await renderOne(url, recipe);
    outcomes.push(result.ok ? toOutcome(result.value) : result);
  }
  return outcomes;
}

async function judge(urls: readonly string[], recipe: Partial<Recipe>): Promise<Verdict[]> {
  return Promise.all(urls.map((url) => judgeOne(url, recipe)));
}

async function judgeOne(url: string, recipe: Partial<Recipe>): Promise<Verdict> {
  const bytes = await fetchBytes(url);
  const judged = sniff(bytes);
  if (judged.is !== 'image') return { word: judged.is, digest: '' };
  if (pool === null) throw new Error('no engines');
  const result = await pool.run(toOrder(bytes, judged.head, recipe), never);
  if (!result.ok) return { word: result.failure.code, digest: '' };
  return { word: 'drawn', digest: result.value.thumbnails[0]?.sha256 ?? '' };
}

function toOutcome({ source, thumbnails }: Rendering<Picture>): Outcome {
  const told = thumbnails.map(({ width, height, bytes }) => ({ width, height, base64: toBase64(bytes) }));
  return { ok: true, route: source.route, thumbnails: told };
}

function toBase64(bytes: ArrayBuffer): string {
  let text = '';
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
}

const downloadOnly = (urls: readonly string[]) =>
  runStages(urls, { clock, open: fetchBytes, render: async () => {}, release: fetcher.release });

const renderOnly = (urls: readonly string[], recipe: Partial<Recipe>) =>
  runStages(urls, {
    clock,
    open: async (url) => files.get(url) ?? new Uint8Array(0),
    render: (url) => render([url], recipe),
    release() {},
  });

const handOver = createHandOver({ vipsFolder, fetchBytes, release: fetcher.release });

const stats = async () => pool?.stats() ?? { started: 0, lost: 0 };

const workshop: Workshop = { engage, hold, render, inspect, judge, downloadOnly, renderOnly, handOver, stats };
Object.assign(globalThis, { workshop });
