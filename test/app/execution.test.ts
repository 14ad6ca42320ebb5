import { expect, test } from 'vitest';
import { createExecution } from '../../src/app/execution.ts';
import { fail, ok } from '../../src/core/failure.ts';
import type { Item } from '../../src/core/item.ts';
import { defaultLimits } from '../../src/core/limits.ts';
import type { Opened, Ports, Thumbnail } from '../../src/core/ports.ts';
import { defaultRecipe } from '../../src/core/recipe.ts';
import { pipelinedSchedule } from '../../src/core/schedule.ts';
import type { ShelfRun } from '../../src/shelf/shelf.ts';
import { createFakeClock } from '../core/world.ts';

const gone = fail({ code: 'http', status: 404, retryAfterMs: null });
const names = ['bad', 'slow', 'good'];
const items = names.map(
  (name, id): Item => ({
    id,
    line: id + 1,
    origin: { kind: 'url', key: name, url: `https://a.example/${name}`, host: 'a.example' },
    stem: name,
  }),
);

/** Three items: the first is not there until `mend`, the second is not answered until `release`. */
function createScene() {
  const clock = createFakeClock();
  const asked: string[] = [];
  let mended = false;
  let changes = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const ports: Ports<Opened, Thumbnail> = {
    clock,
    async open({ key }, signal) {
      asked.push(key);
      const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
      if (key === 'slow') await Promise.race([held, aborted]);
      return key === 'bad' && !mended ? gone : ok({ byteLength: 1, via: 'direct' });
    },
    render: async () =>
      ok({ source: { kind: 'jpeg', width: 1, height: 1, route: 'fake', detours: [] }, thumbnails: [] }),
    release() {},
    shelve: async () => ok(undefined),
    deliver: async () => ok(undefined),
  };
  const shelf = {
    id: 'run',
    plan: { job: { items, recipe: defaultRecipe }, page: null },
    states: new Map(),
    settle() {},
    flush: async () => ok(undefined),
  } as Partial<ShelfRun> as ShelfRun;
  const execution = createExecution({
    ...{ shelf, clock, limits: defaultLimits, schedule: pipelinedSchedule(2), destination: '' },
    courtesy: { giveWay: async () => {} },
    createPorts: () => ports,
    onChange() {
      changes += 1;
    },
    onProgress() {},
  });
  const tags = () => execution.board.states.map(({ tag }) => tag);
  const mend = () => {
    mended = true;
  };
  return { execution, asked, tags, mend, release, changes: () => changes };
}

test('what is asked for again during a run is waiting at once, and made after the others', async () => {
  const { execution, asked, tags, mend, release } = createScene();
  const going = execution.go();
  await expect.poll(tags).toEqual(['failed', 'opening', 'done']);
  mend();
  await execution.retry([0]);
  expect(tags()).toEqual(['waiting', 'opening', 'done']);
  expect(execution.phase()).toBe('running');
  expect(execution.meter.imagesPerSecond()).toBeNull();
  release();
  await going;
  expect(tags()).toEqual(['done', 'done', 'done']);
  expect(asked.filter((key) => key === 'bad')).toHaveLength(2);
  expect(asked.at(-1)).toBe('bad');
  expect(execution.phase()).toBe('finished');
});

test('what was asked for again is cancelled with the rest', async () => {
  const { execution, asked, tags } = createScene();
  const going = execution.go();
  await expect.poll(tags).toEqual(['failed', 'opening', 'done']);
  await execution.retry([0]);
  execution.cancel();
  await execution.retry([0]);
  await going;
  expect(tags()).toEqual(['cancelled', 'cancelled', 'done']);
  expect(asked.filter((key) => key === 'bad')).toHaveLength(1);
});

test('after a run it begins another', async () => {
  const { execution, tags, mend, release } = createScene();
  release();
  await execution.go();
  expect(tags()).toEqual(['failed', 'done', 'done']);
  mend();
  await execution.retry([0]);
  expect(tags()).toEqual(['done', 'done', 'done']);
});

test('the first picture is told at once, as a change of phase is; all others are progress', async () => {
  const { execution, tags, release, changes } = createScene();
  const going = execution.go();
  expect(changes()).toBe(1);
  await expect.poll(tags).toEqual(['failed', 'opening', 'done']);
  expect(changes()).toBe(2);
  release();
  await going;
  expect(tags()).toEqual(['failed', 'done', 'done']);
  expect(changes()).toBe(3);
});
