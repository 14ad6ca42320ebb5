import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../src/core/failure.ts';
import type { Clock } from '../../src/core/ports.ts';
import { type Engine, sentBack } from '../../src/engine/engine.ts';
import { createPool, type PoolChange } from '../../src/engine/pool.ts';
import { settled } from './fake-clock.ts';

const fates = ['answer', 'refuse', 'reject', 'nonsense', 'die', 'silence'] as const;
const births = ['start', 'start', 'start', 'start', 'fail', 'hang', 'throw'] as const;

/** Time as one more thing that the scheduler puts in any order: every wait ends at some point, deadlines too. */
function createRacingClock(scheduler: fc.Scheduler): Clock {
  let nowMs = 0;
  return {
    now: () => nowMs,
    random: () => 0.5,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        if (signal?.aborted) return resolve();
        signal?.addEventListener('abort', wake);
        void scheduler.schedule(Promise.resolve(), `wait ${ms}`).then(() => {
          if (!signal?.aborted) nowMs += ms;
          wake();
        });
      }),
  };
}

function createRacingEngines(scheduler: fc.Scheduler, plan: Plan) {
  const seen = { alive: 0, mostAlive: 0, mostAtOnce: 0, spawned: 0 };
  const tries = new Map<number, number>();
  let isGrown = plan.light === 'never';

  function spawn(): Engine<number, number> {
    seen.spawned += 1;
    const birth = plan.births[seen.spawned - 1] ?? 'start';
    if (birth === 'throw') throw new Error('no worker');
    seen.alive += 1;
    seen.mostAlive = Math.max(seen.mostAlive, seen.alive);
    let isAlive = true;
    let atOnce = 0;
    let onLost = (_reason: string) => {};
    const isLight = !isGrown;
    const start: Result<void> = birth === 'fail' ? fail({ code: 'engine-lost', reason: 'birth' }) : ok(undefined);
    return {
      started: birth === 'hang' ? new Promise(() => {}) : scheduler.schedule(Promise.resolve(start), 'start'),
      async render(index) {
        atOnce += 1;
        seen.mostAtOnce = Math.max(seen.mostAtOnce, atOnce);
        if (isLight && plan.images[index]?.heavy) {
          await scheduler.schedule(Promise.resolve(), `send back ${index}`);
          atOnce -= 1;
          return sentBack;
        }
        tries.set(index, (tries.get(index) ?? 0) + 1);
        const fate = plan.images[index]?.fate;
        if (fate === 'silence') return new Promise(() => {});
        await scheduler.schedule(Promise.resolve(), `render ${index}`);
        atOnce -= 1;
        if (fate === 'reject') throw new Error('rejected');
        if (fate === 'nonsense') return JSON.parse('null');
        if (fate === 'die') onLost('died');
        return fate === 'refuse' ? fail({ code: 'truncated' }) : ok(index);
      },
      fitness: () => (isLight ? (isGrown ? 'outgrown' : 'light') : 'whole'),
      health: () => ({ memoryBytes: 0 }),
      onLost(listener) {
        onLost = listener;
      },
      terminate() {
        if (isAlive) seen.alive -= 1;
        isAlive = false;
      },
    };
  }
  const grow = () => {
    isGrown = true;
  };
  return { spawn, seen, tries, grow };
}

type Plan = typeof plans extends fc.Arbitrary<infer T> ? T : never;

const plans = fc.record({
  /** Engines begin as light ones that a heavy image outgrows. */
  light: fc.constantFrom('never', 'at first'),
  width: fc.integer({ min: 1, max: 4 }),
  recycleAfter: fc.integer({ min: 1, max: 6 }),
  warm: fc.integer({ min: 0, max: 5 }),
  births: fc.array(fc.constantFrom(...births), { maxLength: 12 }),
  images: fc.array(
    fc.record({
      fate: fc.oneof({ weight: 3, arbitrary: fc.constant('answer' as const) }, fc.constantFrom(...fates)),
      cancelled: fc.boolean(),
      /** Only a whole engine can draw it. */
      heavy: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  ),
});

test('in whatever order things happen: one answer for each image, at most two tries, no engine too many, none left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), plans, async (scheduler, plan) => {
      const engines = createRacingEngines(scheduler, plan);
      const pool = createPool<number, number>({
        ...plan,
        spawn: engines.spawn,
        clock: createRacingClock(scheduler),
        deadlineMs: 30_000,
        startMs: 20_000,
        recycleAboveBytes: Number.POSITIVE_INFINITY,
        onChange(change: PoolChange) {
          if (change.tag !== 'sent-back') return;
          void scheduler.schedule(Promise.resolve(), 'grow').then(() => {
            engines.grow();
            pool.warm(0);
          });
        },
      });
      pool.warm(plan.warm);
      const answers = plan.images.map(async ({ cancelled }, index) => {
        const user = new AbortController();
        if (cancelled) void scheduler.schedule(Promise.resolve(), `cancel ${index}`).then(() => user.abort());
        const answer = await pool.run(index, user.signal);
        // A cancelled image may be answered in the same moment; and deadlines of this clock are no fault of an image.
        return { answer, isRight: !answer.ok || (answer.value === index && plan.images[index]?.fate === 'answer') };
      });
      const all = await scheduler.waitFor(Promise.all(answers));
      expect(all.every(({ isRight }) => isRight)).toBe(true);
      expect(Math.max(0, ...engines.tries.values())).toBeLessThanOrEqual(2);
      expect(engines.seen.mostAlive).toBeLessThanOrEqual(plan.width + 1);
      expect(engines.seen.mostAtOnce).toBeLessThanOrEqual(1);
      expect(pool.stats().waiting).toBe(0);
      expect(pool.stats().engines).toBe(engines.seen.alive);
      pool.close();
      await scheduler.waitAll();
      await settled();
      expect(engines.seen.alive).toBe(0);
      expect(engines.seen.spawned).toBeLessThanOrEqual(200);
    }),
    { numRuns: 150 },
  );
});
