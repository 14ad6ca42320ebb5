import { expect, test } from 'vitest';
import { createClock, longestStepMs, type TimeSource, tickMs } from '../../src/app/clock.ts';

/** A world whose time, timers and ticks are moved by hand, and separately, as browsers do. */
function createWorld() {
  let nowMs = 1_000_000;
  let tick = () => {};
  const timers = new Map<object, { atMs: number; then: () => void }>();
  const source: TimeSource = {
    nowMs: () => nowMs,
    after(ms, then) {
      const key = {};
      timers.set(key, { atMs: nowMs + ms, then });
      return () => timers.delete(key);
    },
    onTick(listener) {
      tick = listener;
    },
    random: () => 0.5,
  };
  const fire = () => {
    for (const [key, { atMs, then }] of [...timers]) {
      if (atMs > nowMs || !timers.delete(key)) continue;
      then();
    }
  };
  return {
    clock: createClock(source),
    timers,
    /** Time that passes with ticks and timers as in a visible page, or with the ones that are left to a hidden one. */
    live(ms: number, left: { ticks: boolean; timers: boolean } = { ticks: true, timers: true }) {
      for (let restMs = ms; restMs > 0; restMs -= 100) {
        nowMs += Math.min(100, restMs);
        if (left.timers) fire();
        if (left.ticks && restMs % 1000 === 100) tick();
      }
    },
    /** Time that passes without the page, and the overdue things that then happen all at once. */
    sleep(ms: number) {
      nowMs += ms;
      fire();
      tick();
      fire();
    },
  };
}

/** Whether a promise has settled, once everything that can settle has. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
  const pending = Symbol('pending');
  await new Promise((resolve) => setImmediate(resolve));
  return (await Promise.race([promise, pending])) !== pending;
}

test('in a page that runs, active time is time', () => {
  const world = createWorld();
  const before = world.clock.now();
  world.live(90_000);
  expect(world.clock.now() - before).toBe(90_000);
});

test('a frozen page or a sleeping machine costs one tick', () => {
  const world = createWorld();
  world.live(2_000);
  const before = world.clock.now();
  world.sleep(8 * 3_600_000);
  expect(world.clock.now() - before).toBe(tickMs);
});

test('a gap up to the limit counts in full: the page was busy, not away', () => {
  const world = createWorld();
  const before = world.clock.now();
  world.sleep(longestStepMs);
  expect(world.clock.now() - before).toBe(longestStepMs);
});

test('a wait ends when its active time has passed, and not while the page is away', async () => {
  const world = createWorld();
  const deadline = world.clock.wait(30_000);
  world.live(10_000);
  world.sleep(3_600_000);
  world.sleep(3_600_000);
  expect(await isSettled(deadline)).toBe(false);
  world.live(17_900);
  expect(await isSettled(deadline)).toBe(false);
  world.live(100);
  expect(await isSettled(deadline)).toBe(true);
  expect(world.timers.size).toBe(0);
});

test('in a hidden tab, where timers stand still, ticks end the wait', async () => {
  const world = createWorld();
  const deadline = world.clock.wait(30_000);
  world.live(29_000, { ticks: true, timers: false });
  expect(await isSettled(deadline)).toBe(false);
  world.live(1_000, { ticks: true, timers: false });
  expect(await isSettled(deadline)).toBe(true);
});

test('where no ticks come, timers do', async () => {
  const world = createWorld();
  const pause = world.clock.wait(250);
  world.live(300, { ticks: false, timers: true });
  expect(await isSettled(pause)).toBe(true);
});

test('a signal ends the wait at once and leaves nothing behind', async () => {
  const world = createWorld();
  const user = new AbortController();
  const pause = world.clock.wait(60_000, user.signal);
  expect(await isSettled(pause)).toBe(false);
  user.abort();
  expect(await isSettled(pause)).toBe(true);
  expect(await isSettled(world.clock.wait(60_000, user.signal))).toBe(true);
  expect(world.timers.size).toBe(0);
});

test('waits for no time, for ever, and for more than a timer can hold', async () => {
  const world = createWorld();
  const none = world.clock.wait(-5);
  const forEver = world.clock.wait(Number.POSITIVE_INFINITY);
  const month = world.clock.wait(30 * 24 * 3_600_000);
  world.live(100);
  expect(await isSettled(none)).toBe(true);
  expect(await isSettled(forEver)).toBe(false);
  expect(await isSettled(month)).toBe(false);
  expect(Math.max(...[...world.timers.values()].map(({ atMs }) => atMs))).toBeLessThan(1_000_000 + 2 ** 31);
});
