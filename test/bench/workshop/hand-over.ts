import { type Remote, transfer, wrap } from 'comlink';
import { defaultLimits } from '../../../src/core/limits.ts';
import { compileVips } from '../../../src/engine/module.ts';
import type { HandOverEngine } from './hand-over-worker.ts';

/** How the bytes of an image come to an engine. */
export type Way =
  /** The product's: fetched by its worker for downloads, into memory that all share. */
  | 'shared'
  /** Fetched by the page, and given away. */
  | 'buffer'
  /** Fetched by the page as a Blob, which the engine reads. */
  | 'blob'
  /** The engine is told the URL, and fetches by itself. */
  | 'url';

/** Engines of each way; as many as the bench's other side has images in hand. */
const engineCount = 2;
/** Of an engine that fetches by itself: one is drawn, the others come. Connections to a host are six. */
const lanesPerEngine = 3;

type Engine = Remote<HandOverEngine>;
/** Renders one image; rejects if it is not drawn. */
type Task = (engine: Engine) => Promise<unknown>;

/** Downloads and renders lists in all of these ways, on engines that are started by the first list. */
export function createHandOver(means: {
  vipsFolder: string;
  fetchBytes(url: string): Promise<Uint8Array>;
  release(bytes: Uint8Array): void;
}): (way: Way, urls: readonly string[]) => Promise<void> {
  let engines: Promise<Engine[]> | null = null;

  /** Downloads begin at once, as far as the browser lets them. */
  const toTask: Record<Way, (url: string) => Task> = {
    shared(url) {
      const coming = means.fetchBytes(url);
      return async (engine) => {
        const bytes = await coming;
        await engine.renderBytes(bytes);
        means.release(bytes);
      };
    },
    buffer(url) {
      const coming = get(url).then((response) => response.arrayBuffer());
      return async (engine) => {
        const buffer = await coming;
        await engine.renderBytes(transfer(new Uint8Array(buffer), [buffer]));
      };
    },
    blob(url) {
      const coming = get(url).then((response) => response.blob());
      return async (engine) => engine.renderBlob(await coming);
    },
    url: (url) => (engine) => engine.renderUrl(url),
  };

  return async (way, urls) => {
    engines ??= start(means.vipsFolder);
    const rest = urls.map(toTask[way]).values();
    const lane = async (engine: Engine) => {
      for (const task of rest) await task(engine);
    };
    // What the page fetches comes by itself, so there an engine has one image at a time, as in the product's pool.
    const lanes = way === 'url' ? lanesPerEngine : 1;
    await Promise.all((await engines).flatMap((engine) => Array.from({ length: lanes }, () => lane(engine))));
  };
}

const get = (url: string) => fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });

async function start(vipsFolder: string): Promise<Engine[]> {
  const module = await compileVips(vipsFolder);
  const spawn = async () => {
    const worker = new Worker(new URL('./hand-over-worker.ts', import.meta.url), { type: 'module' });
    const engine = wrap<HandOverEngine>(worker);
    const started = await engine.start({ module, vipsFolder, limits: defaultLimits });
    if (!started.ok) throw new Error(JSON.stringify(started));
    return engine;
  };
  return Promise.all(Array.from({ length: engineCount }, spawn));
}
