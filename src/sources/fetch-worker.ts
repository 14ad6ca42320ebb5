import { createFetchWhole, type Fetched, freshBuffers } from './fetch-whole.ts';
import { createSharedBuffers } from './shared-buffers.ts';

/** What the page tells the worker; `number` names a download. */
export type Wish =
  | { tag: 'fetch'; number: number; url: string; limitBytes: number }
  | { tag: 'abort'; number: number }
  | { tag: 'give'; buffer: ArrayBufferLike };

/** What the worker tells the page. */
export type News = { tag: 'heard'; number: number } | { tag: 'fetched'; number: number; fetched: Fetched };

/** The part of a `DedicatedWorkerGlobalScope` that this needs. */
interface Scope {
  addEventListener(type: 'message', listener: (event: MessageEvent<Wish>) => void): void;
  postMessage(message: News, transfer: Transferable[]): void;
}

/** Between two news of one download: it has only to be known that it lives. */
const newsMs = 250;

const scope = globalThis as unknown as Scope;
const buffers = typeof SharedArrayBuffer === 'undefined' ? freshBuffers : createSharedBuffers();
const fetchWhole = createFetchWhole(buffers, (input, init) => fetch(input, init));
const endings = new Map<number, AbortController>();

scope.addEventListener('message', ({ data: wish }) => {
  if (wish.tag === 'fetch') void serve(wish);
  else if (wish.tag === 'abort') endings.get(wish.number)?.abort();
  else buffers.give(wish.buffer);
});

async function serve({ number, url, limitBytes }: Extract<Wish, { tag: 'fetch' }>): Promise<void> {
  const ending = new AbortController();
  endings.set(number, ending);
  let toldAtMs = Number.NEGATIVE_INFINITY;
  const heard = () => {
    if (performance.now() < toldAtMs + newsMs) return;
    toldAtMs = performance.now();
    scope.postMessage({ tag: 'heard', number }, []);
  };
  const fetched = await fetchWhole(url, { limitBytes, signal: ending.signal, heard });
  endings.delete(number);
  const { buffer } = fetched.tag === 'whole' ? fetched.bytes : new Uint8Array(0);
  scope.postMessage({ tag: 'fetched', number, fetched }, buffer instanceof ArrayBuffer ? [buffer] : []);
}
