import { expect, test } from 'vitest';
import { createAdmission } from '../../src/core/admission.ts';
import { type Failure, fail, ok } from '../../src/core/failure.ts';
import { createHosts } from '../../src/core/hosts.ts';
import { defaultLimits } from '../../src/core/limits.ts';
import { createQueue, type Visit } from '../../src/core/queue.ts';
import { pipelinedSchedule } from '../../src/core/schedule.ts';
import { createFakeClock, createWorld } from './world.ts';

const never = new AbortController().signal;

function createStand(most = 24) {
  const clock = createFakeClock();
  const hosts = createHosts(defaultLimits, clock, createAdmission({ most, spare: 20 }, clock));
  return { clock, hosts, queue: createQueue<string>(hosts, defaultLimits, clock, never) };
}

test('hosts take turns, each in its own order', () => {
  const { queue } = createStand();
  for (const work of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) queue.push(work, work.charAt(0));
  const order: string[] = [];
  const round: Visit<string>[] = [];
  for (let visit = queue.poll(); visit !== null; visit = queue.poll()) {
    order.push(visit.work);
    round.push(visit);
  }
  for (const visit of round) queue.answered(visit);
  order.push(queue.poll()?.work ?? '');
  // Two at most of a host that has not answered yet.
  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('a thousand strangers do not keep a proven host waiting, nor the other way round', () => {
  const { queue, hosts } = createStand();
  hosts.answered(hosts.get('known'));
  for (let index = 0; index < 100; index++) {
    queue.push(`s${index}`, `stranger-${index}`);
    queue.push(`k${index}`, 'known');
  }
  const first = Array.from({ length: 4 }, () => queue.poll()?.work.charAt(0));
  expect(first.sort()).toEqual(['k', 'k', 's', 's']);
});

test('one lane is woken for one piece of work, and wakes the next', async () => {
  const { queue } = createStand();
  const done: string[] = [];
  const lane = async () => {
    while (await queue.ready()) {
      const visit = queue.poll();
      if (visit === null) continue;
      await Promise.resolve();
      queue.answered(visit);
      done.push(visit.work);
      queue.leave(visit);
    }
  };
  const lanes = Array.from({ length: 20 }, lane);
  await new Promise((resolve) => setTimeout(resolve));
  for (let index = 0; index < 200; index++) queue.push(`${index}`, `host-${index % 7}`);
  queue.close();
  await Promise.all(lanes);
  expect(new Set(done).size).toBe(200);
});

test('a host that asked for a pause is probed by one request before the others follow', async () => {
  const { queue, clock, hosts } = createStand();
  for (let index = 0; index < 6; index++) queue.push(`${index}`, 'a');
  const first = queue.poll() as Visit<string>;
  queue.again(first, { code: 'http', status: 429, retryAfterMs: 5_000 });
  expect(queue.poll()).toBe(null);
  expect(await queue.ready()).toBe(true);
  expect(clock.now()).toBeGreaterThanOrEqual(5_000);
  const probe = queue.poll() as Visit<string>;
  expect([queue.poll(), hosts.get('a').inFlight]).toEqual([null, 1]);
  queue.answered(probe);
  expect([queue.poll(), queue.poll(), queue.poll()].filter(Boolean)).toHaveLength(2);
});

test('40 stalled hosts, all first in the list, do not hold up 10 healthy ones', async () => {
  const stalls: Failure = { code: 'timed-out', stage: 'headers', afterMs: 20_000 };
  const healthy = Array.from({ length: 60 }, (_, index) => `https://well-${index % 10}.example/${index}.jpg`);
  const stalled = Array.from({ length: 40 }, (_, index) => `https://stalled-${index % 40}.example/${index}.jpg`);
  const finish = async (urls: string[]) => {
    let lastMs = 0;
    const world = createWorld({
      urls,
      schedule: pipelinedSchedule(16),
      async open(url) {
        await world.clock.wait(url.includes('stalled') ? 20_000 : 100);
        return url.includes('stalled') ? fail(stalls) : ok(undefined);
      },
      onChange(_, state) {
        if (state.tag === 'done') lastMs = world.clock.now();
      },
    });
    await world.start();
    expect([world.board.counts.done, world.board.counts.failed]).toEqual([60, urls.length - 60]);
    return lastMs;
  };
  const calmMs = await finish(healthy);
  // Strangers are silent after two seconds; three rounds of them, and every healthy host has been asked.
  expect(await finish([...stalled, ...healthy])).toBeLessThan(calmMs + 6_000);
}, 20_000);

test('10,000 pieces of work at 5,000 hosts: a step costs microseconds', () => {
  const { queue } = createStand();
  const startMs = performance.now();
  for (let index = 0; index < 10_000; index++) queue.push(`${index}`, `host-${(index * 7) % 5_000}`);
  const inFlight: Visit<string>[] = [];
  let settled = 0;
  for (let step = 0; settled < 10_000; step++) {
    for (let visit = queue.poll(); visit !== null; visit = queue.poll()) inFlight.push(visit);
    const visit = inFlight.splice(step % inFlight.length, 1)[0] as Visit<string>;
    if (step % 10 === 0) queue.again(visit, { code: 'http', status: 404, retryAfterMs: null });
    else queue.answered(visit);
    queue.leave(visit);
    settled += 1;
  }
  const tookMs = performance.now() - startMs;
  console.log(`10,000 visits to 5,000 hosts: ${tookMs.toFixed(0)} ms`);
  expect(tookMs).toBeLessThan(2_000);
});
