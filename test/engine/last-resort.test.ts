import { expect, test } from 'vitest';
import type { Result } from '../../src/core/failure.ts';
import { createLastResort } from '../../src/engine/last-resort.ts';
import { createPool } from '../../src/engine/pool.ts';
import { createFakeClock } from './fake-clock.ts';
import { type Birth, createFakeEngines } from './fake-engine.ts';

const startMs = 30_000;
/** An empty one. */
const module = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));

/** A pool whose engines come up so with wasm-vips, by their number; with the canvas they always start. */
function createScene(birth: (engine: number) => Birth) {
  const clock = createFakeClock();
  let falls = 0;
  const last = createLastResort({ module, startMs, clock }, () => {
    falls += 1;
  });
  const startedWith: string[] = [];
  const engines = createFakeEngines({
    clock,
    birth(engine) {
      const isVips = last.module() !== null;
      startedWith.push(isVips ? 'vips' : 'canvas');
      return isVips ? birth(engine) : 'start';
    },
  });
  const pool = createPool<number, number>({
    ...{ width: 3, clock, startMs, deadlineMs: 30_000, spawn: engines.spawn, onChange: last.saw },
    recycleAfter: 5,
    recycleAboveBytes: Number.POSITIVE_INFINITY,
  });
  const answers: Result<number>[] = [];
  const runAll = (count: number) => {
    for (let image = 0; image < count; image += 1) {
      void pool.run(image, new AbortController().signal).then((answer) => answers.push(answer));
    }
  };
  return { clock, pool, engines, answers, runAll, startedWith, falls: () => falls };
}

test('engines that hang at their start are given up after one time limit, and the canvas draws everything', async () => {
  const scene = createScene(() => 'hang');
  scene.runAll(30);
  await scene.clock.advance(startMs + 2_000);
  expect(scene.falls()).toBe(1);
  expect(scene.answers.map(({ ok }) => ok)).toEqual(Array(30).fill(true));
  expect(scene.startedWith.slice(0, 3)).toEqual(['vips', 'vips', 'vips']);
  expect(new Set(scene.startedWith.slice(3))).toEqual(new Set(['canvas']));
  expect(scene.pool.state().tag).toBe('open');
});

test('one that came up proves that it can: a later one that hangs is bad luck', async () => {
  const scene = createScene((engine) => (engine === 1 ? 'start' : 'hang'));
  scene.runAll(60);
  await scene.clock.advance(5 * startMs);
  expect(scene.falls()).toBe(0);
  expect(new Set(scene.startedWith)).toEqual(new Set(['vips']));
});

test.each(['fail', 'throw', 'die'] as const)(
  'engines that %s at once are tried again, and then it is said so',
  async (birth) => {
    const scene = createScene(() => birth);
    scene.runAll(3);
    await scene.clock.advance(startMs);
    expect(scene.falls()).toBe(0);
    expect(scene.pool.state().tag).toBe('broken');
  },
);

test('while all is well nothing is done', async () => {
  const scene = createScene(() => 'start');
  scene.runAll(60);
  await scene.clock.advance(10 * startMs);
  expect(scene.answers).toHaveLength(60);
  expect(scene.falls()).toBe(0);
});
