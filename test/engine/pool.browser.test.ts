import { wrap } from 'comlink';
import { afterEach, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { createPool, type Pool, type PoolChange, type PoolOptions } from '../../src/engine/pool.ts';
import { toEngine } from '../../src/engine/remote.ts';
import type { faultyWorker, Order } from './faulty-worker.ts';
import { realClock } from './real-clock.ts';

const deadlineMs = 5_000;
const replacedWithinMs = 2_000;

function spawnFaulty(how: Parameters<typeof faultyWorker.start>[0]): Engine<Order, number> {
  const worker = new Worker(new URL('./faulty-worker.ts', import.meta.url), { type: 'module' });
  const api = wrap<typeof faultyWorker>(worker);
  return toEngine(worker, { start: () => api.start(how), render: (order) => api.render(order) });
}

const pools: Pool<Order, number>[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

function createScene(options: Partial<PoolOptions<Order, number>> = {}) {
  const changes: (PoolChange & { atMs: number })[] = [];
  const pool = createPool<Order, number>({
    spawn: () => spawnFaulty('start'),
    width: 1,
    clock: realClock,
    deadlineMs,
    startMs: 10_000,
    recycleAfter: Number.POSITIVE_INFINITY,
    recycleAboveBytes: Number.POSITIVE_INFINITY,
    onChange: (change) => changes.push({ ...change, atMs: performance.now() }),
    ...options,
  });
  pools.push(pool);
  const run = (order: Order, signal = new AbortController().signal) => pool.run(order, signal);
  const answer = (image: number) => run({ do: 'answer', image });
  const moment = (engine: number, tag: string) =>
    changes.find((change) => 'engine' in change && change.engine === engine && change.tag === tag)?.atMs ?? Number.NaN;
  return { pool, run, answer, moment };
}

const deaths: [Order['do'], RegExp][] = [
  ['throw', /TypeError: thrown in the worker/],
  ['throw-later', /thrown outside of any call/],
  ['throw-unserialisable', /Unserializable return value/],
  ['close', /the worker has ended/],
  ['close-then-work', /the worker has ended/],
  ['nonsense', /answered object, not a result/],
  ['exhaust-wasm', /RangeError/],
  ['trap', /RuntimeError: unreachable/],
];

test.each(deaths)(
  'a worker that does "%s" is replaced within 2 s, fails by name, and costs nobody else',
  async (order, reason) => {
    const scene = createScene();
    expect(await scene.answer(1)).toEqual({ ok: true, value: 1 });
    const startMs = performance.now();
    const [bad, good] = await Promise.all([scene.run({ do: order } as Order), scene.answer(2)]);
    expect(bad).toEqual({ ok: false, failure: { code: 'engine-lost', reason: expect.stringMatching(reason) } });
    expect(good).toEqual({ ok: true, value: 2 });
    expect(scene.moment(2, 'idle') - startMs).toBeLessThan(replacedWithinMs);
    expect(scene.moment(2, 'idle') - scene.moment(1, 'gone')).toBeLessThan(replacedWithinMs);
    expect(scene.pool.stats()).toMatchObject({ lost: 2, engines: 1 });
  },
);

test.each(['loop', 'never'] as const)('a worker that does "%s" is replaced at its deadline', async (order) => {
  const scene = createScene({ deadlineMs: 500 });
  expect(await scene.answer(1)).toEqual({ ok: true, value: 1 });
  const [bad, good] = await Promise.all([scene.run({ do: order }), scene.answer(2)]);
  expect(bad).toEqual({ ok: false, failure: { code: 'timed-out', stage: 'render', afterMs: 500 } });
  expect(good).toEqual({ ok: true, value: 2 });
  expect(scene.moment(2, 'idle') - scene.moment(1, 'gone')).toBeLessThan(replacedWithinMs);
});

test('a worker in the middle of synchronous work is stopped within 100 ms of the signal', async () => {
  const scene = createScene();
  await scene.answer(1);
  const user = new AbortController();
  const looping = scene.run({ do: 'loop' }, user.signal);
  await expect.poll(() => scene.pool.stats().busy).toBe(1);
  const startMs = performance.now();
  user.abort();
  expect(await looping).toEqual({ ok: false, failure: { code: 'engine-lost', reason: 'cancelled' } });
  expect(performance.now() - startMs).toBeLessThan(100);
  expect(scene.pool.stats()).toMatchObject({ engines: 0, lost: 0 });
  expect(await scene.answer(2)).toEqual({ ok: true, value: 2 });
});

test('an image that is refused costs no worker', async () => {
  const scene = createScene();
  expect(await scene.run({ do: 'refuse' })).toEqual({ ok: false, failure: { code: 'truncated' } });
  expect(scene.pool.stats()).toMatchObject({ engines: 1, lost: 0 });
});

test.each([
  ['fail', 10_000, /no SharedArrayBuffer/],
  ['hang', 300, /did not start within 300 ms/],
  ['close', 300, /did not start within 300 ms|the worker has ended/],
] as const)('workers that %s at the start break the pool with the reason', async (how, startMs, reason) => {
  const scene = createScene({ spawn: () => spawnFaulty(how), startMs });
  const answer = await scene.answer(1);
  expect(answer).toEqual({ ok: false, failure: { code: 'engine-lost', reason: expect.stringMatching(reason) } });
  expect(scene.pool.state()).toMatchObject({ tag: 'broken', reason: expect.stringMatching(reason) });
});

test.each([
  ['is forbidden', () => 'blob:nothing', /SecurityError/],
  ['is no script', () => URL.createObjectURL(new Blob(['no script'])), /could not be loaded/],
])('a worker whose file %s breaks the pool with the reason', async (_, createUrl, reason) => {
  const spawn = () => {
    const worker = new Worker(createUrl(), { type: 'module' });
    const api = wrap<typeof faultyWorker>(worker);
    return toEngine<Order, number>(worker, { start: () => api.start('start'), render: (order) => api.render(order) });
  };
  const scene = createScene({ spawn });
  await scene.answer(1);
  expect(scene.pool.state()).toMatchObject({ tag: 'broken', reason: expect.stringMatching(reason) });
});

test('workers that tell of too much memory are replaced, and nothing is lost', async () => {
  const scene = createScene({ width: 2, recycleAboveBytes: 999 });
  const answers = await Promise.all(Array.from({ length: 200 }, (_, image) => scene.answer(image)));
  expect(answers).toEqual(answers.map((_, image) => ({ ok: true, value: image })));
  await expect.poll(() => scene.pool.stats().recycled).toBeGreaterThan(0);
  expect(scene.pool.stats().lost).toBe(0);
});
