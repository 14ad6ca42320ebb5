import { expect, test } from 'vitest';
import type { Result } from '../../src/core/failure.ts';
import { startTries } from '../../src/engine/pace.ts';
import { createPool, type PoolChange } from '../../src/engine/pool.ts';
import { createFakeClock } from './fake-clock.ts';
import { type Birth, createFakeEngines } from './fake-engine.ts';

/** Images from this number on need a whole engine. */
const heavy = 100;
/** Between the first image that is sent back and whole engines. */
const compileMs = 50;

/** A pool whose engines are light until an image needs more, and that for some time longer. */
function createScene(options: {
  width: number;
  wholeBirth?: Birth;
  lightBirth?: (engine: number) => Birth;
  renderMs?: number;
}) {
  const { width, wholeBirth = 'start', lightBirth = () => 'start', renderMs = 10 } = options;
  const clock = createFakeClock();
  const light = new Set<number>();
  let isGrown = false;
  let spawned = 0;
  const engines = createFakeEngines({
    clock,
    renderMs,
    birth(engine) {
      spawned = engine;
      if (!isGrown) light.add(engine);
      return light.has(engine) ? lightBirth(engine) : wholeBirth;
    },
    fitness: (engine) => (light.has(engine) ? (isGrown ? 'outgrown' : 'light') : 'whole'),
    act: (request) => (request >= heavy && light.has(engines.calls.at(-1)?.engine ?? 0) ? 'send-back' : 'answer'),
  });
  const changes: PoolChange[] = [];
  const grow = async () => {
    await clock.wait(compileMs);
    isGrown = true;
    pool.warm(0);
  };
  const pool = createPool<number, number>({
    ...{ width, clock, deadlineMs: 30_000, startMs: 20_000, spawn: engines.spawn },
    recycleAfter: Number.POSITIVE_INFINITY,
    recycleAboveBytes: Number.POSITIVE_INFINITY,
    onChange(change) {
      changes.push(change);
      if (change.tag === 'sent-back' && !isGrown) void grow();
    },
  });
  const answers = new Map<number, Result<number>>();
  const run = (...requests: number[]) => {
    for (const request of requests) {
      void pool.run(request, new AbortController().signal).then((answer) => answers.set(request, answer));
    }
  };
  const triesOf = (request: number) =>
    engines.calls
      .filter((call) => call.request === request)
      .map(({ engine }) => (light.has(engine) ? 'light' : 'whole'));
  return { clock, pool, engines, changes, answers, run, triesOf, spawned: () => spawned };
}

test('what light engines can draw they draw, and no other engine is started', async () => {
  const { clock, run, answers, engines, triesOf } = createScene({ width: 2 });
  run(1, 2, 3, 4, 5);
  await clock.advance(1000);
  expect([...answers.keys()]).toEqual([1, 2, 3, 4, 5]);
  expect(engines.spawned()).toBe(2);
  expect(triesOf(5)).toEqual(['light']);
});

test('what a light engine sends back waits for a whole one, and the others need not wait', async () => {
  const { clock, run, answers, triesOf, pool } = createScene({ width: 2 });
  run(heavy, 1, heavy + 1, 2, 3, 4);
  await clock.advance(compileMs + 5);
  expect([...answers.keys()].sort()).toEqual([1, 2, 3, 4]);
  await clock.advance(1000);
  expect(answers.get(heavy)).toEqual({ ok: true, value: heavy });
  expect(answers.get(heavy + 1)).toEqual({ ok: true, value: heavy + 1 });
  expect(triesOf(heavy)).toEqual(['light', 'whole']);
  // That is no loss, and what no light engine could draw is not tried by every one of them.
  expect(pool.stats()).toMatchObject({ lost: 0, engines: 2 });
});

test('outgrown engines make room one after the other, each once its successor stands', async () => {
  const { clock, run, answers, engines, changes } = createScene({ width: 3 });
  run(1, 2, heavy);
  await clock.advance(1000);
  expect(answers.size).toBe(3);
  expect(engines.most.alive).toBe(4);
  expect(engines.alive()).toBe(3);
  expect(changes.flatMap((change) => (change.tag === 'gone' ? [change.end.why] : []))).toEqual(
    Array(3).fill('recycled'),
  );
  run(heavy + 1, heavy + 2, heavy + 3);
  await clock.advance(100);
  expect(changes.filter(({ tag }) => tag === 'sent-back')).toHaveLength(1);
});

test('an outgrown engine that is busy ends its picture first', async () => {
  const { clock, run, answers, triesOf } = createScene({ width: 2, renderMs: 500 });
  run(heavy, 1);
  await clock.advance(520);
  run(2, 3);
  await clock.advance(5000);
  expect([...answers.values()].every(({ ok }) => ok)).toBe(true);
  expect([1, 2, 3].map((request) => triesOf(request).length)).toEqual([1, 1, 1]);
});

test.each<Birth>(['fail', 'throw', 'die'])(
  'where whole engines do not come up (%s), what needs one hears of it, and light ones go on',
  async (wholeBirth) => {
    const { clock, run, answers, pool, spawned } = createScene({ width: 2, wholeBirth });
    run(heavy, 1);
    await clock.advance(60_000);
    expect(answers.get(1)).toEqual({ ok: true, value: 1 });
    expect(answers.get(heavy)).toMatchObject({
      ok: false,
      failure: { reason: expect.stringMatching(/^no engine starts/) },
    });
    run(2, heavy + 1);
    await clock.advance(60_000);
    expect(answers.get(2)).toEqual({ ok: true, value: 2 });
    expect(answers.get(heavy + 1)).toMatchObject({
      ok: false,
      failure: { reason: expect.stringMatching(/^no engine starts/) },
    });
    expect(pool.state().tag).toBe('open');
    // Tried again and again, but never in a hurry.
    expect(spawned()).toBeGreaterThan(2 + startTries);
    expect(spawned()).toBeLessThan(2 + startTries + 10);
  },
);

test('a light engine that works carries the run where no second one starts', async () => {
  const { clock, run, answers, pool } = createScene({
    width: 2,
    lightBirth: (engine) => (engine === 1 ? 'start' : 'fail'),
  });
  pool.warm(2);
  await clock.advance(60_000);
  run(1, 2, 3);
  await clock.advance(60_000);
  expect([...answers.values()].every(({ ok }) => ok)).toBe(true);
  expect(answers.size).toBe(3);
  expect(pool.state().tag).toBe('open');
});

test('a picture that is cancelled while it waits for a whole engine is answered at once', async () => {
  const { clock, pool } = createScene({ width: 1 });
  const user = new AbortController();
  const answer = pool.run(heavy, user.signal);
  await clock.advance(25);
  expect(pool.stats().waiting).toBe(1);
  user.abort();
  expect(await answer).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
  expect(pool.stats().waiting).toBe(0);
});
