import { setMaxListeners } from 'node:events';
import { expect, test } from 'vitest';
import type { Result } from '../../src/core/failure.ts';
import { freeLosses, startTries } from '../../src/engine/pace.ts';
import { createPool, type PoolChange, type PoolOptions, triesPerImage } from '../../src/engine/pool.ts';
import { createFakeClock, settled } from './fake-clock.ts';
import { type Act, createFakeEngines, type FakeEnginesOptions } from './fake-engine.ts';

const deadlineMs = 30_000;
const startMs = 20_000;

type Script = Omit<FakeEnginesOptions, 'clock'> & Partial<PoolOptions<number, number>> & { stepMs?: number };

/** A pool of fake engines that notes every answer in its order. */
function createScene(script: Script = {}) {
  const clock = createFakeClock(script.stepMs);
  const engines = createFakeEngines({ ...script, clock });
  const changes: PoolChange[] = [];
  const pool = createPool<number, number>({
    width: 2,
    deadlineMs,
    recycleAfter: Number.POSITIVE_INFINITY,
    recycleAboveBytes: Number.POSITIVE_INFINITY,
    onChange: (change) => changes.push(change),
    ...script,
    startMs,
    clock,
    spawn: engines.spawn,
  });
  const answers = new Map<number, Result<number>>();
  const run = (request: number, signal = new AbortController().signal) =>
    void pool.run(request, signal).then((answer) => {
      if (answers.has(request)) throw new Error(`image ${request} was answered twice`);
      answers.set(request, answer);
    });
  const runAll = (count: number) => {
    for (let request = 1; request <= count; request += 1) run(request);
  };
  const lost = () => [...answers].filter(([, answer]) => !answer.ok).map(([request]) => request);
  return { clock, engines, pool, changes, answers, run, runAll, lost };
}

const done = (request: number) => ({ ok: true, value: request });
const engineLost = (reason: unknown) => ({ ok: false, failure: { code: 'engine-lost', reason } });

test('first come, first served, one image per engine, never more engines than the width', async () => {
  const scene = createScene({ width: 3 });
  scene.runAll(20);
  await scene.clock.advance(1000);
  expect([...scene.answers]).toEqual(Array.from({ length: 20 }, (_, index) => [index + 1, done(index + 1)]));
  expect(scene.engines.calls.map(({ request }) => request)).toEqual([...scene.answers.keys()]);
  expect(scene.engines.most).toEqual({ alive: 3, atOnce: 1 });
  expect(scene.engines.spawned()).toBe(3);
});

test('the pool starts nothing before it is needed, and no more than waits', async () => {
  const scene = createScene({ width: 8 });
  await scene.clock.advance(1000);
  expect(scene.engines.spawned()).toBe(0);
  scene.runAll(2);
  await scene.clock.advance(1000);
  scene.run(3);
  await scene.clock.advance(1000);
  expect(scene.engines.spawned()).toBe(2);
});

test('warm engines are there before the first image, and are replaced when they die idle', async () => {
  const scene = createScene({ width: 4 });
  scene.pool.warm(3);
  await scene.clock.advance(10);
  expect(scene.pool.stats()).toMatchObject({ engines: 3, idle: 3, started: 3 });
  scene.engines.kill(2);
  await scene.clock.advance(10);
  expect(scene.pool.stats()).toMatchObject({ engines: 3, idle: 3, started: 4, lost: 1 });
  scene.run(1);
  await settled();
  expect(scene.engines.calls).toEqual([{ engine: 1, request: 1 }]);
});

test('an image that is refused is an answer: no retry, no new engine', async () => {
  const scene = createScene({ act: () => 'refuse' });
  scene.run(1);
  await scene.clock.advance(1000);
  expect(scene.answers.get(1)).toMatchObject({ ok: false, failure: { code: 'corrupt' } });
  expect(scene.engines.spawned()).toBe(1);
});

const deaths: [Act, unknown][] = [
  ['throw', engineLost('TypeError: thrown as scripted')],
  ['reject', engineLost('TypeError: Unserializable return value')],
  ['nonsense', engineLost('answered object, not a result')],
  ['die', engineLost('died as scripted')],
  ['call-itself-lost', engineLost('the instance trapped')],
  ['silence', { ok: false, failure: { code: 'timed-out', stage: 'render', afterMs: deadlineMs } }],
];

test.each(deaths)('an engine that does "%s" is replaced at once and its image made elsewhere', async (act) => {
  const scene = createScene({ width: 1, act: (_, call) => (call === 1 ? act : 'answer') });
  scene.runAll(2);
  await scene.clock.advance(act === 'silence' ? deadlineMs + 10 : 20);
  await scene.clock.advance(10);
  expect(scene.engines.calls.map(({ engine }) => engine).slice(0, 2)).toEqual([1, 2]);
  await scene.clock.advance(20);
  expect([...scene.answers]).toEqual([1, 2].map((request) => [request, done(request)]));
  expect(scene.pool.stats()).toMatchObject({ engines: 1, lost: 1 });
});

test.each(deaths)(
  'an image on which every engine does "%s" costs two engines and only itself',
  async (act, failure) => {
    const scene = createScene({ act: (request) => (request === 5 ? act : 'answer') });
    scene.runAll(10);
    await scene.clock.advance(3 * deadlineMs);
    expect(scene.answers.size).toBe(10);
    expect(scene.lost()).toEqual([5]);
    expect(scene.answers.get(5)).toEqual(failure);
    expect(scene.pool.stats().lost).toBe(triesPerImage);
    expect(scene.engines.most).toEqual({ alive: 2, atOnce: 1 });
  },
);

test('1,000 images survive an engine killed every few of them', async () => {
  const scene = createScene({ width: 4, act: (_, call) => (call % 7 === 0 ? 'die' : 'answer') });
  scene.runAll(1000);
  // Half more than without any loss: losses with answers in between are no streak, and are made good at once.
  await scene.clock.advance(1.5 * ((1000 / 4) * 10));
  expect(scene.answers.size).toBe(1000);
  expect(scene.lost()).toEqual([]);
  expect(scene.pool.stats().lost).toBe(Math.floor(scene.engines.calls.length / 7));
});

test('an image that takes a moment less than its deadline harms nobody', async () => {
  const scene = createScene({ renderMs: deadlineMs - 1 });
  scene.run(1);
  await scene.clock.advance(deadlineMs + 10);
  expect(scene.answers.get(1)).toEqual(done(1));
  expect(scene.pool.stats().lost).toBe(0);
});

test('a lost engine is replaced within 2 s, however many were lost before it, and never in a storm', async () => {
  const scene = createScene({ width: 1, act: () => 'die', startMs: 0, renderMs: 0 });
  scene.runAll(100);
  await scene.clock.advance(0);
  expect(scene.engines.spawned()).toBe(freeLosses + 1);
  const before = scene.engines.spawned();
  await scene.clock.advance(20_000);
  expect(scene.engines.spawned() - before).toBeGreaterThanOrEqual(10);
  expect(scene.engines.spawned() - before).toBeLessThanOrEqual(25);
});

test('cancelled while it waits: answered at once, never rendered, nobody else disturbed', async () => {
  const scene = createScene({ width: 1 });
  const user = new AbortController();
  scene.run(1);
  scene.run(2, user.signal);
  scene.run(3);
  await scene.clock.advance(15);
  user.abort();
  await settled();
  expect(scene.answers.get(2)).toEqual(engineLost('cancelled'));
  await scene.clock.advance(1000);
  expect(scene.engines.calls.map(({ request }) => request)).toEqual([1, 3]);
  expect(scene.engines.spawned()).toBe(1);
});

test('cancelled while it runs: answered at once, its engine ended, the next image gets a new one', async () => {
  const scene = createScene({ width: 1, act: (request) => (request === 1 ? 'silence' : 'answer') });
  const user = new AbortController();
  scene.run(1, user.signal);
  scene.run(2);
  await scene.clock.advance(15);
  user.abort();
  await settled();
  expect(scene.answers.get(1)).toEqual(engineLost('cancelled'));
  await scene.clock.advance(20);
  expect(scene.answers.get(2)).toEqual(done(2));
  expect(scene.pool.stats()).toMatchObject({ engines: 1, started: 2, lost: 0 });
});

test('a signal that has aborted before is answered without an engine', async () => {
  const scene = createScene();
  scene.run(1, AbortSignal.abort());
  await settled();
  expect(scene.answers.get(1)).toEqual(engineLost('cancelled'));
  expect(scene.engines.spawned()).toBe(0);
});

test('all cancelled at once: no engine is started for nobody, and idle ones stay', async () => {
  const scene = createScene({ width: 3, act: () => 'silence' });
  const user = new AbortController();
  setMaxListeners(0, user.signal);
  scene.pool.warm(3);
  await scene.clock.advance(10);
  for (let request = 1; request <= 50; request += 1) scene.run(request, user.signal);
  await scene.clock.advance(15);
  user.abort();
  await scene.clock.advance(60_000);
  expect(scene.lost()).toHaveLength(50);
  expect(scene.engines.spawned()).toBe(3);
  expect(scene.pool.stats()).toMatchObject({ engines: 0, waiting: 0 });

  scene.pool.warm(2);
  await scene.clock.advance(10);
  const second = new AbortController();
  scene.run(51, second.signal);
  await settled();
  second.abort();
  await scene.clock.advance(60_000);
  expect(scene.pool.stats()).toMatchObject({ engines: 1, idle: 1 });
});

test.each(['fail', 'hang', 'throw', 'die'] as const)(
  'engines that %s at birth break the pool, with the reason',
  async (birth) => {
    const scene = createScene({ width: 8, birth: () => birth });
    scene.runAll(20);
    await scene.clock.advance(startTries * startMs + 5_000);
    expect(scene.pool.state()).toMatchObject({ tag: 'broken' });
    expect(scene.answers.size).toBe(20);
    expect(new Set([...scene.answers.values()].map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(scene.answers.get(1)).toEqual(engineLost(expect.stringContaining('no engine starts: ')));
    expect(scene.changes.at(-1)).toMatchObject({ tag: 'broken' });
    expect(scene.engines.alive()).toBe(0);
    expect(scene.engines.spawned()).toBeLessThanOrEqual(8 + startTries - 1);

    scene.run(21);
    await settled();
    expect(scene.answers.get(21)).toEqual(scene.answers.get(1));
  },
);

test('a pause between two starts that ends between two looks at the clock is not slept through', async () => {
  const steps = Array.from({ length: 30 }, (_, index) => 0.001 * (index + 1));
  const scenes = steps.map((stepMs) => createScene({ stepMs, birth: () => 'fail' }));
  for (const scene of scenes) {
    scene.run(1);
    await scene.clock.advance(5_000);
  }
  const asleep = steps.filter((_, index) => !scenes[index]?.answers.has(1));
  expect(asleep).toEqual([]);
});

test('warming again and again does not start a storm', async () => {
  const scene = createScene({ width: 4, birth: () => 'fail' });
  for (let keystroke = 0; keystroke < 20; keystroke += 1) {
    scene.pool.warm(4);
    await scene.clock.advance(10);
  }
  expect(scene.engines.spawned()).toBe(4);
});

test('a broken pool works again when it is asked to and its engines start', async () => {
  const scene = createScene({ width: 1, birth: (engine) => (engine <= startTries ? 'fail' : 'start') });
  scene.run(1);
  await scene.clock.advance(5_000);
  expect(scene.pool.state().tag).toBe('broken');
  scene.pool.warm(1);
  scene.run(2);
  await scene.clock.advance(5_000);
  expect(scene.pool.state().tag).toBe('open');
  expect(scene.answers.get(2)).toEqual(done(2));
});

test('one bad start is a hiccup: the next engine is tried, alone, and then the others', async () => {
  const scene = createScene({ width: 4, birth: (engine) => (engine <= 4 ? 'fail' : 'start') });
  scene.runAll(8);
  await scene.clock.advance(10);
  expect(scene.engines.spawned()).toBe(4);
  await scene.clock.advance(255);
  expect(scene.engines.spawned()).toBe(5);
  await scene.clock.advance(1000);
  expect(scene.lost()).toEqual([]);
  expect(scene.answers.size).toBe(8);
  expect(scene.engines.spawned()).toBe(8);
});

test('starts that fail now and then are no reason to give up', async () => {
  const scene = createScene({ width: 1, birth: (engine) => (engine % 2 === 1 ? 'fail' : 'start') });
  scene.pool.warm(1);
  for (let engine = 2; engine <= 2 * (startTries + 1); engine += 2) {
    await scene.clock.advance(60_000);
    expect(scene.engines.living()).toEqual([engine]);
    scene.engines.kill(engine);
  }
  expect(scene.pool.state().tag).toBe('open');
});

test('engines that work carry the run while others cannot start, and those are tried ever more rarely', async () => {
  const scene = createScene({ width: 4, birth: (engine) => (engine === 1 ? 'start' : 'fail'), renderMs: 100 });
  scene.runAll(1000);
  await scene.clock.advance(101_000);
  expect(scene.answers.size).toBe(1000);
  expect(scene.lost()).toEqual([]);
  expect(scene.pool.state().tag).toBe('open');
  expect(scene.engines.spawned()).toBeLessThan(16);
});

test('a worn engine works until its successor has started: never one less, never more than one extra', async () => {
  const scene = createScene({ width: 2, recycleAfter: 5, startMs: 25 });
  scene.runAll(100);
  await scene.clock.advance(25);
  for (let step = 0; step < 45; step += 1) {
    await scene.clock.advance(10);
    expect(scene.pool.stats().busy).toBeGreaterThanOrEqual(2);
  }
  await scene.clock.advance(1000);
  expect(scene.answers.size).toBe(100);
  expect(scene.lost()).toEqual([]);
  expect(scene.engines.most).toEqual({ alive: 3, atOnce: 1 });
  expect(scene.engines.calls).toHaveLength(100);
  const { recycled, lost } = scene.pool.stats();
  expect(lost).toBe(0);
  expect(recycled).toBeGreaterThanOrEqual(8);
  const ofFirst = scene.engines.calls.filter(({ engine }) => engine === 1).length;
  expect(ofFirst).toBeLessThanOrEqual(5 + 3);
});

test('an engine above its memory is replaced, too', async () => {
  const scene = createScene({ width: 1, recycleAboveBytes: 500, memoryBytes: (images) => images * 100 });
  scene.runAll(30);
  await scene.clock.advance(2000);
  expect(scene.answers.size).toBe(30);
  expect(scene.pool.stats().recycled).toBeGreaterThanOrEqual(3);
  expect(scene.engines.most.alive).toBe(2);
});

test('an engine that dies while another is being replaced gets a successor of its own at once', async () => {
  const scene = createScene({ width: 2, recycleAfter: 5, renderMs: 100, startMs: 1000 });
  scene.runAll(100);
  await scene.clock.advance(1000 + 510);
  expect(scene.engines.living()).toEqual([1, 2, 3]);
  scene.engines.kill(2);
  await settled();
  expect(scene.engines.living()).toEqual([1, 3, 4]);
  await scene.clock.advance(30_000);
  expect(scene.lost()).toEqual([]);
  expect(scene.engines.most.alive).toBe(3);
});

test('a successor that does not start takes nothing away', async () => {
  const scene = createScene({ width: 1, recycleAfter: 5, birth: (engine) => (engine === 1 ? 'start' : 'fail') });
  scene.runAll(100);
  await scene.clock.advance(1010);
  expect(scene.answers.size).toBe(100);
  expect(scene.lost()).toEqual([]);
  expect(scene.pool.stats()).toMatchObject({ engines: 1, recycled: 0, lost: 0 });
});

test('close ends all engines, answers everyone, and leaves no timer behind', async () => {
  const scene = createScene({ width: 3, act: () => 'silence' });
  scene.runAll(10);
  await scene.clock.advance(15);
  scene.pool.close();
  await settled();
  expect(scene.answers.size).toBe(10);
  expect(scene.lost()).toHaveLength(10);
  expect(scene.answers.get(1)).toEqual(engineLost('closed'));
  expect(scene.answers.get(10)).toEqual(engineLost('closed'));
  scene.pool.close();
  scene.pool.warm(2);
  scene.run(11);
  await settled();
  expect(scene.answers.get(11)).toEqual(engineLost('closed'));
  expect(scene.engines.alive()).toBe(0);
  expect(scene.clock.sleepers()).toBe(0);
});

test('the timeline hears the whole life of an engine', async () => {
  const scene = createScene({ width: 1, recycleAfter: 1 });
  scene.run(1);
  await scene.clock.advance(40);
  expect(scene.changes.filter((change) => 'engine' in change && change.engine === 1)).toEqual([
    { engine: 1, tag: 'starting' },
    { engine: 1, tag: 'idle' },
    { engine: 1, tag: 'busy' },
    { engine: 1, tag: 'idle' },
    { engine: 1, tag: 'gone', end: { why: 'recycled' } },
  ]);
});
