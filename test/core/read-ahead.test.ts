import { expect, test } from 'vitest';
import { createReadAhead } from '../../src/core/read-ahead.ts';
import { pipelinedSchedule } from '../../src/core/schedule.ts';
import { createWorld } from './world.ts';

const urlsOf = (hosts: number) =>
  Array.from({ length: 80 }, (_, index) => `https://host-${index % hosts}.example/${index}.jpg`);

test('what is in hand and a reserve, before anything is known and where images come at once', () => {
  const ahead = createReadAhead(3);
  expect(ahead.images).toBe(9);
  for (let times = 0; times < 5; times += 1) ahead.opened(0);
  ahead.rendered(50);
  expect(ahead.images).toBe(9);
});

test('the longer images come and the faster they are rendered, the more are asked for', () => {
  const ahead = createReadAhead(2);
  ahead.opened(100);
  ahead.rendered(100);
  expect(ahead.images).toBe(10);
  for (let times = 0; times < 50; times += 1) ahead.opened(1000);
  expect(ahead.images).toBe(46);
  for (let times = 0; times < 50; times += 1) ahead.rendered(1000);
  expect(ahead.images).toBe(10);
});

test('engines that are slower than the network have little waiting for them, and are never idle', async () => {
  const world = createWorld({
    urls: urlsOf(1),
    schedule: pipelinedSchedule(2),
    bytes: 1,
    // 10 ms to come, 100 ms to be rendered.
    async render() {
      await world.clock.wait(90);
      return { ok: true, value: undefined };
    },
  });
  await world.start();
  expect(world.board.counts.done).toBe(80);
  expect(world.most.bytes).toBeLessThanOrEqual(8);
  // 80 images, 2 lanes of 100 ms each; what is more is the first download and the last delivery.
  expect(world.clock.now()).toBeLessThan(4_100);
});

test('engines that are faster than the network hold nothing back', async () => {
  const world = createWorld({
    urls: urlsOf(8),
    schedule: pipelinedSchedule(2),
    // 1 s to come, 10 ms to be rendered.
    async open() {
      await world.clock.wait(990);
      return { ok: true, value: undefined };
    },
  });
  await world.start();
  expect(world.board.counts.done).toBe(80);
  expect(world.most.open).toBeGreaterThanOrEqual(24);
});
