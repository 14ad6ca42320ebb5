import { afterEach, describe, expect, test } from 'vitest';
import { crc32 } from '../../src/core/crc32.ts';
import { openDiskShelf } from '../../src/shelf/disk.ts';
import { createMemoryShelf } from '../../src/shelf/memory.ts';
import type { Plan, Shelf, ShelfRun } from '../../src/shelf/shelf.ts';
import { doneOf, failedFate, madeOf, picturesOf, planOf } from './samples.ts';

async function openDisk(): Promise<Shelf> {
  const shelf = await openDiskShelf();
  if (shelf === null) throw new Error('this browser has no disk for pages');
  return shelf;
}

async function begin(shelf: Shelf, plan: Plan = planOf(4)): Promise<ShelfRun> {
  return must(await shelf.begin(plan));
}

async function reopen(shelf: Shelf, id: string): Promise<ShelfRun> {
  return must(await shelf.reopen(id));
}

function must<T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

async function expectPictures(run: ShelfRun, item: number): Promise<void> {
  for (const [output, picture] of picturesOf(item).entries()) {
    const expected = new Uint8Array(picture);
    const shelved = run.find(item, output);
    expect(shelved).toMatchObject({ byteLength: expected.length, crc32: crc32(expected) });
    expect(await shelved?.read()).toEqual(expected);
  }
}

const shelf = { memory: createMemoryShelf(), disk: await openDisk() };

afterEach(async () => {
  for (const each of Object.values(shelf)) {
    for (const run of await each.runs()) await each.remove(run.id);
  }
});

describe.each(['memory', 'disk'] as const)('the shelf in %s', (kind) => {
  const { [kind]: tested } = shelf;

  test('gives back what was put, and nothing else', async () => {
    const run = await begin(tested);
    for (const item of [2, 0]) expect(await run.put(item, madeOf(item), picturesOf(item))).toMatchObject({ ok: true });
    await expectPictures(run, 0);
    await expectPictures(run, 2);
    expect(run.find(1, 0)).toBeNull();
    expect(run.find(2, 3)).toBeNull();
    await run.close();
  });

  test('leaves the pictures that it is given with their owner', async () => {
    const run = await begin(tested);
    const pictures = picturesOf(1);
    await run.put(1, madeOf(1), pictures);
    expect(pictures).toEqual(picturesOf(1));
    await run.close();
  });

  test('reopened: the plan, the last word on every item, and the pictures', async () => {
    const run = await begin(tested);
    await run.put(0, madeOf(0), picturesOf(0));
    await run.put(1, madeOf(1), picturesOf(1));
    run.settle(0, doneOf(0));
    run.settle(2, failedFate);
    expect(await run.flush()).toMatchObject({ ok: true });
    await run.close();

    const again = await reopen(tested, run.id);
    expect(again.plan).toEqual(planOf(4));
    expect(again.states).toEqual(
      new Map<number, unknown>([
        [0, doneOf(0)],
        [1, { tag: 'waiting', attempt: 0, made: madeOf(1) }],
        [2, failedFate],
      ]),
    );
    await expectPictures(again, 0);
    await expectPictures(again, 1);
    await again.put(3, madeOf(3), picturesOf(3));
    await expectPictures(again, 3);
    await expectPictures(again, 0);
    await again.close();
  });

  test('an item put again has its new pictures and waits again', async () => {
    const run = await begin(tested);
    await run.put(0, madeOf(0), picturesOf(9));
    run.settle(0, failedFate);
    await run.put(0, madeOf(0), picturesOf(0));
    await expectPictures(run, 0);
    await run.close();
    const again = await reopen(tested, run.id);
    expect(again.states.get(0)?.tag).toBe('waiting');
    await expectPictures(again, 0);
    await again.close();
  });

  test('lists its runs, newest first, with how far they came', async () => {
    const first = await begin(tested, planOf(2));
    first.settle(0, failedFate);
    first.settle(1, failedFate);
    await first.close();
    const later = Date.now();
    while (Date.now() === later) await Promise.resolve();
    const second = await begin(tested, planOf(3));
    second.settle(2, failedFate);
    await second.flush();
    expect(await tested.runs()).toMatchObject([
      { id: second.id, total: 3, settled: 1, finished: false, ownedElsewhere: false },
      { id: first.id, total: 2, settled: 2, finished: true, ownedElsewhere: false },
    ]);
    await second.close();
  });

  test('an open run is neither opened twice nor removed; a closed one takes nothing more', async () => {
    const run = await begin(tested);
    expect(await tested.reopen(run.id)).toMatchObject({ ok: false, failure: { code: 'shelf-broken' } });
    await tested.remove(run.id);
    await run.put(0, madeOf(0), picturesOf(0));
    await expectPictures(run, 0);
    await run.close();
    expect(await run.put(0, madeOf(0), picturesOf(0))).toMatchObject({ ok: false });
    await tested.remove(run.id);
    expect(await tested.runs()).toEqual([]);
    expect(await tested.reopen(run.id)).toMatchObject({ ok: false });
  });

  test('scratch: chunks in order, as one Blob; several can be had', async () => {
    const run = await begin(tested);
    const blobs: Blob[] = [];
    for (const word of ['one', 'two']) {
      const scratch = await run.scratch();
      const text = new TextEncoder().encode(`(${word} ${word})`);
      expect(await scratch.write(text.subarray(0, 4))).toMatchObject({ ok: true });
      expect(await scratch.write(text.subarray(4))).toMatchObject({ ok: true });
      expect(text.length).toBe(9);
      blobs.push(await scratch.close());
    }
    expect(await Promise.all(blobs.map((blob) => blob.text()))).toEqual(['(one one)', '(two two)']);
    const aborted = await run.scratch();
    await aborted.write(new Uint8Array(10));
    await aborted.abort();
    await run.close();
  });

  test('estimates what is used and granted', async () => {
    const { usedBytes, quotaBytes } = await tested.estimate();
    expect(quotaBytes).toBeGreaterThan(usedBytes);
  });
});

test('2,000 items of 3 pictures are shelved and read back in no time', async () => {
  const run = await begin(shelf.disk, planOf(2000));
  const started = performance.now();
  const items = Array.from({ length: 2000 }, (_, item) => item);
  const puts = await Promise.all(items.map((item) => run.put(item, madeOf(item), picturesOf(item))));
  const put = performance.now();
  expect(puts.filter((result) => result.ok)).toHaveLength(2000);

  const shelved = items.flatMap((item) => [0, 1, 2].map((output) => run.find(item, output)));
  const bytes = await Promise.all(shelved.map((each) => each?.read()));
  const read = performance.now();
  const sums = items.flatMap((item) => picturesOf(item).map((picture) => crc32(new Uint8Array(picture))));
  expect(bytes.map((each) => each && crc32(each))).toEqual(sums);

  await run.close();
  const closed = performance.now();
  const again = await reopen(shelf.disk, run.id);
  const reopened = performance.now();
  expect(again.states.size).toBe(2000);
  await again.close();
  // Each takes well under a second on an idle machine; the bounds are for one that is not.
  expect(put - started).toBeLessThan(10_000);
  expect(read - put).toBeLessThan(10_000);
  expect(reopened - closed).toBeLessThan(10_000);
});
