import { afterEach, expect, test } from 'vitest';
import { connect } from '../../src/shelf/channel.ts';
import { openDiskShelf } from '../../src/shelf/disk.ts';
import type { Shelf, ShelfRun } from '../../src/shelf/shelf.ts';
import type { Store } from '../../src/shelf/store.ts';
import { doneOf, failedFate, madeOf, picturesOf, planOf } from './samples.ts';

async function openDisk(): Promise<Shelf> {
  const shelf = await openDiskShelf();
  if (shelf === null) throw new Error('this browser has no disk for pages');
  return shelf;
}

function must<T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** A worker as a page has it, in the hands of the test: it can be killed. */
function startWorker() {
  const worker = new Worker(new URL('../../src/shelf/shelf-worker.ts', import.meta.url), { type: 'module' });
  return { worker, store: connect<Store>(worker) };
}

async function hasPictures(run: ShelfRun, item: number): Promise<boolean> {
  const read = await Promise.all([0, 1, 2].map((output) => run.find(item, output)?.read()));
  const expected = picturesOf(item).map((picture) => new Uint8Array(picture).join());
  return read.every((bytes, output) => bytes?.join() === expected[output]);
}

async function folderOf(id: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return (await root.getDirectoryHandle('runs')).getDirectoryHandle(id);
}

async function filesOf(id: string): Promise<string[]> {
  const names: string[] = [];
  for await (const name of (await folderOf(id)).keys()) names.push(name);
  return names.sort();
}

/** Changes a file behind the shelf's back. */
async function damage(id: string, name: string, change: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>): Promise<void> {
  const file = await (await folderOf(id)).getFileHandle(name);
  const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
  const writable = await file.createWritable();
  await writable.write(change(bytes));
  await writable.close();
}

const shelf = await openDisk();

afterEach(async () => {
  for (const run of await shelf.runs()) await shelf.remove(run.id);
});

test('a worker killed while it writes: what was answered is there, the rest is whole or absent, and the run goes on', async () => {
  const { worker, store } = startWorker();
  const id = must(await store.begin(planOf(200)));
  const puts = Array.from({ length: 200 }, (_, item) => store.put(id, item, madeOf(item), picturesOf(item)));
  must(await store.settle(id, 0, failedFate));
  must(await (puts[40] as (typeof puts)[0]));
  worker.terminate();

  const run = must(await shelf.reopen(id));
  expect(run.states.size).toBeGreaterThan(40);
  for (const item of run.states.keys()) expect(await hasPictures(run, item)).toBe(true);
  must(await run.put(199, madeOf(199), picturesOf(199)));
  run.settle(199, doneOf(199));
  must(await run.flush());
  await run.close();
  const again = must(await shelf.reopen(id));
  expect(again.states.get(199)).toEqual(doneOf(199));
  expect(await hasPictures(again, 199)).toBe(true);
  await again.close();
});

test('a run has one owner: another tab sees it, and can neither open, remove nor sweep it until it is let go', async () => {
  const run = must(await shelf.begin(planOf(1)));
  run.settle(0, failedFate);
  must(await run.flush());
  const other = await openDisk();
  expect(await other.runs()).toMatchObject([{ id: run.id, ownedElsewhere: true, settled: 1 }]);
  expect(await shelf.runs()).toMatchObject([{ id: run.id, ownedElsewhere: false, settled: 1 }]);
  const failure = { code: 'shelf-broken', detail: 'open in another tab' };
  expect(await other.reopen(run.id)).toEqual({ ok: false, failure });
  await other.remove(run.id);
  expect(await other.sweep()).toBe(0);
  expect(await run.flush()).toMatchObject({ ok: true });

  await run.close();
  expect(await other.runs()).toMatchObject([{ ownedElsewhere: false }]);
  await must(await other.reopen(run.id)).close();
});

test('a pack that lost its end, and one with a flipped byte: those items are to be made again, the others stay', async () => {
  const run = must(await shelf.begin(planOf(4)));
  for (const item of [0, 1, 2, 3]) {
    must(await run.put(item, madeOf(item), picturesOf(item)));
    run.settle(item, doneOf(item));
  }
  await run.close();
  await damage(run.id, 'pack', (bytes) => {
    const damaged = bytes.slice(0, -1);
    damaged[2000] = (damaged[2000] as number) ^ 1;
    return damaged;
  });
  const again = must(await shelf.reopen(run.id));
  expect([...again.states.keys()]).toEqual([0, 2]);
  for (const item of [0, 1, 2, 3]) expect(again.find(item, 0) !== null).toBe(item % 2 === 0);
  must(await again.put(3, madeOf(3), picturesOf(3)));
  for (const item of [0, 2, 3]) expect(await hasPictures(again, item)).toBe(true);
  await again.close();
});

test('a journal with a torn end is cut and goes on; one without a beginning is no run', async () => {
  const run = must(await shelf.begin(planOf(2)));
  must(await run.put(0, madeOf(0), picturesOf(0)));
  await run.close();
  await damage(run.id, 'journal', (bytes) => Uint8Array.from([...bytes, ...bytes.slice(0, 100)]));
  const again = must(await shelf.reopen(run.id));
  expect([...again.states.keys()]).toEqual([0]);
  again.settle(1, failedFate);
  await again.close();
  const third = must(await shelf.reopen(run.id));
  expect([...third.states.keys()]).toEqual([0, 1]);
  await third.close();

  await damage(run.id, 'journal', (bytes) => bytes.slice(0, 50));
  expect(await shelf.runs()).toEqual([]);
  expect(await shelf.reopen(run.id)).toMatchObject({ ok: false, failure: { code: 'shelf-broken' } });
  await shelf.remove(run.id);
});

test('scratch files: the last ones stay readable, a killed page leaves none', async () => {
  const { worker, store } = startWorker();
  const id = must(await store.begin(planOf(1)));
  const texts: string[] = [];
  for (const word of ['one', 'two', 'three', 'four']) {
    const scratch = must(await store.openScratch(id));
    must(await store.writeScratch(id, scratch, new TextEncoder().encode(word)));
    const file = must(await store.closeScratch(id, scratch));
    texts.push(await file.text());
  }
  expect(texts).toEqual(['one', 'two', 'three', 'four']);
  must(await store.openScratch(id));
  expect(await filesOf(id)).toEqual(['journal', 'pack', 'scratch-4', 'scratch-5']);
  worker.terminate();
  const run = must(await shelf.reopen(id));
  expect(await filesOf(id)).toEqual(['journal', 'pack']);
  await run.close();
});

test('a worker that cannot start answers every call', async () => {
  const url = URL.createObjectURL(new Blob(['throw new Error("no")'], { type: 'text/javascript' }));
  const store = connect<Store>(new Worker(url));
  const answers = await Promise.all([store.probe(), store.runs()]);
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, failure: { code: 'shelf-broken' } });
  expect(await store.probe()).toMatchObject({ ok: false });
});
