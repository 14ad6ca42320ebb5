import { crc32 } from '../core/crc32.ts';
import { fail, ok } from '../core/failure.ts';
import type { ItemState } from '../core/item.ts';
import type { Plan, RunSummary, Scratch, Shelf, ShelfRun, Shelved } from './shelf.ts';
import { toSweep } from './sweep.ts';

/** One item's pictures, end to end in one Blob: browsers move Blobs out of memory when it runs short, and count them dearly. */
interface Kept {
  blob: Blob;
  places: readonly { start: number; byteLength: number; crc32: number }[];
}

interface MemoryRun {
  id: string;
  plan: Plan;
  startedAt: number;
  touchedAt: number;
  open: boolean;
  states: Map<number, ItemState>;
  kept: Map<number, Kept>;
}

/** A shelf for browsers without a disk of their own for pages (or with one that is denied): it ends with the page. */
export function createMemoryShelf(): Shelf {
  const runs = new Map<string, MemoryRun>();

  const summaries = () => [...runs.values()].map(toSummary).sort((a, b) => b.startedAt - a.startedAt);

  const remove = async (id: string) => {
    if (runs.get(id)?.open === false) runs.delete(id);
  };

  return {
    durable: false,
    runs: async () => summaries(),
    async begin(plan) {
      const now = Date.now();
      const id = crypto.randomUUID();
      const run = { id, plan, startedAt: now, touchedAt: now, open: false, states: new Map(), kept: new Map() };
      runs.set(id, run);
      return ok(openRun(run));
    },
    async reopen(id) {
      const run = runs.get(id);
      if (run === undefined) return fail({ code: 'shelf-broken', detail: 'no such run' });
      if (run.open) return fail({ code: 'shelf-broken', detail: 'open already' });
      return ok(openRun(run));
    },
    remove,
    async sweep() {
      const ids = toSweep(summaries(), Date.now()).filter((id) => runs.get(id)?.open === false);
      await Promise.all(ids.map(remove));
      return ids.length;
    },
    async estimate() {
      const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      return { usedBytes: usage, quotaBytes: quota };
    },
  };
}

function toSummary(run: MemoryRun): RunSummary {
  const total = run.plan.job.items.length;
  const settled = [...run.states.values()].filter((state) => state.tag !== 'waiting').length;
  const { id, startedAt, touchedAt } = run;
  return { id, startedAt, touchedAt, total, settled, finished: settled >= total, ownedElsewhere: false };
}

function openRun(run: MemoryRun): ShelfRun {
  let closed = false;
  run.open = true;
  const write = (item: number, state: ItemState) => {
    run.states.set(item, state);
    run.touchedAt = Date.now();
  };
  return {
    id: run.id,
    plan: run.plan,
    states: new Map(run.states),
    async put(item, made, pictures) {
      if (closed) return fail({ code: 'shelf-broken', detail: 'the run is closed' });
      run.kept.set(item, keep(pictures));
      write(item, { tag: 'waiting', attempt: 0, made });
      return ok(undefined);
    },
    settle: write,
    flush: async () => ok(undefined),
    find: (item, output) => findIn(run.kept.get(item), output),
    scratch: async () => createScratch(),
    async close() {
      closed = true;
      run.open = false;
    },
  };
}

function keep(pictures: readonly ArrayBuffer[]): Kept {
  let start = 0;
  const places = pictures.map((picture) => {
    const place = { start, byteLength: picture.byteLength, crc32: crc32(new Uint8Array(picture)) };
    start += picture.byteLength;
    return place;
  });
  return { blob: new Blob([...pictures]), places };
}

function findIn(kept: Kept | undefined, output: number): Shelved | null {
  const place = kept?.places[output];
  if (kept === undefined || place === undefined) return null;
  const { start, byteLength } = place;
  return {
    byteLength,
    crc32: place.crc32,
    read: async () => new Uint8Array(await kept.blob.slice(start, start + byteLength).arrayBuffer()),
  };
}

function createScratch(): Scratch {
  let parts: Blob[] = [];
  return {
    async write(bytes) {
      parts.push(new Blob([bytes]));
      return ok(undefined);
    },
    close: async () => new Blob(parts),
    async abort() {
      parts = [];
    },
  };
}
