import { createFetchWhole, type Fetched, type FetchOptions, type FetchWhole, freshBuffers } from './fetch-whole.ts';
import type { News, Wish } from './fetch-worker.ts';
import { free } from './free.ts';

/** Downloads beside the page: its thread has frames to draw, and every chunk of every body would come between them. */
export interface Fetcher {
  fetch: FetchWhole;
  /** These bytes, wherever they come from, are not looked at any more: their memory is used again, or freed. */
  release(bytes: Uint8Array): void;
}

interface Download {
  url: string;
  options: FetchOptions;
  settle(fetched: Fetched): void;
}

const fetchHere = createFetchWhole(freshBuffers, (input, init) => globalThis.fetch(input, init));

const spawnDownloads = () =>
  new Worker(new URL('./fetch-worker.ts', import.meta.url), { type: 'module', name: 'downloads' });

/**
 * One worker for all downloads, which are I/O-bound. To be created once. Where there is no worker to be had, or it dies,
 * the page fetches by itself.
 */
export function createFetcher(spawn: () => Worker = spawnDownloads): Fetcher {
  const open = new Map<number, Download>();
  let count = 0;
  let worker: Worker | null = null;

  const tell = (wish: Wish) => worker?.postMessage(wish);

  const onNews = ({ data: news }: MessageEvent<News>) => {
    const download = open.get(news.number);
    if (news.tag === 'heard') return download?.options.heard();
    open.delete(news.number);
    download?.settle(news.fetched);
  };

  /** What it had in hand is asked for again: the hosts have nothing to do with it. */
  const onDeath = (event: Event) => {
    // It is mended here, so it is not unhandled.
    event.preventDefault();
    worker = null;
    for (const { url, options, settle } of open.values()) void fetchHere(url, options).then(settle);
    open.clear();
  };

  try {
    worker = spawn();
    worker.addEventListener('message', onNews);
    worker.addEventListener('error', onDeath);
  } catch {
    worker = null;
  }

  return {
    fetch(url, options) {
      if (worker === null || options.signal.aborted) return fetchHere(url, options);
      count += 1;
      const number = count;
      const { limitBytes, signal } = options;
      const abort = () => tell({ tag: 'abort', number });
      signal.addEventListener('abort', abort, { once: true });
      tell({ tag: 'fetch', number, url, limitBytes });
      return new Promise((resolve) => {
        const settle = (fetched: Fetched) => {
          signal.removeEventListener('abort', abort);
          resolve(fetched);
        };
        open.set(number, { url, options, settle });
      });
    },
    release({ buffer }) {
      if (buffer instanceof ArrayBuffer) free(buffer);
      else tell({ tag: 'give', buffer });
    },
  };
}
