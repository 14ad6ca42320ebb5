import { ok, type Result } from '../core/failure.ts';
import { connect } from './channel.ts';
import type { Place } from './journal.ts';
import type { Scratch, Shelf, ShelfRun, Shelved } from './shelf.ts';
import type { Reopened, Store } from './store.ts';

/** For the worker to load and to keep its first file: far more than a slow disk needs, and the page waits for no more. */
const startMs = 10_000;

/** The shelf on the browser's private disk (OPFS); `null` where there is none for this page, or it is denied. */
export async function openDiskShelf(): Promise<Shelf | null> {
  if (typeof navigator.storage?.getDirectory !== 'function' || navigator.locks === undefined) return null;
  const worker = new Worker(new URL('./shelf-worker.ts', import.meta.url), { type: 'module', name: 'shelf' });
  const store = connect<Store>(worker);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), startMs));
  const answer = await Promise.race([store.probe(), late]);
  if (answer?.ok) return createDiskShelf(store);
  worker.terminate();
  return null;
}

function createDiskShelf(store: Store): Shelf {
  return {
    durable: true,
    async runs() {
      return valueOr(await store.runs(), []);
    },
    async begin(plan) {
      const id = await store.begin(plan);
      if (!id.ok) return id;
      return ok(openRun(store, id.value, { plan, states: new Map(), places: new Map() }));
    },
    async reopen(id) {
      const reopened = await store.reopen(id);
      return reopened.ok ? ok(openRun(store, id, reopened.value)) : reopened;
    },
    async remove(id) {
      await store.remove(id);
    },
    async sweep() {
      return valueOr(await store.sweep(), 0);
    },
    async estimate() {
      // Safari before 17 has the private disk, and no word on how full it is.
      const { usage = 0, quota = 0 } = (await navigator.storage.estimate?.()) ?? {};
      return { usedBytes: usage, quotaBytes: quota };
    },
  };
}

function openRun(store: Store, id: string, { plan, states, places }: Reopened): ShelfRun {
  return {
    id,
    plan,
    states,
    async put(item, made, pictures) {
      const put = await store.put(id, item, made, pictures);
      if (!put.ok) return put;
      places.set(item, put.value);
      return ok(undefined);
    },
    settle(item, fate) {
      void store.settle(id, item, fate);
    },
    flush: () => store.flush(id),
    find(item, output) {
      const place = places.get(item)?.[output];
      return place === undefined ? null : toShelved(store, id, place);
    },
    scratch: async () => createScratch(store, id),
    async close() {
      await store.close(id);
    },
  };
}

function toShelved(store: Store, id: string, place: Place): Shelved {
  return {
    byteLength: place.byteLength,
    crc32: place.crc32,
    read: async () => valueOrThrow(await store.read(id, place)),
  };
}

async function createScratch(store: Store, id: string): Promise<Scratch> {
  const opened = await store.openScratch(id);
  return {
    async write(bytes) {
      // What is sent moves to the worker; the caller's bytes stay the caller's.
      return opened.ok ? store.writeScratch(id, opened.value, bytes.slice()) : opened;
    },
    close: async () => valueOrThrow(opened.ok ? await store.closeScratch(id, opened.value) : opened),
    async abort() {
      if (opened.ok) await store.abortScratch(id, opened.value);
    },
  };
}

function valueOr<T>(result: Result<T>, otherwise: T): T {
  return result.ok ? result.value : otherwise;
}

/** For the few promises that have no room for a failure. */
function valueOrThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.code}: ${'detail' in result.failure ? result.failure.detail : ''}`);
}
