import { expect, test } from 'vitest';
import { createPool } from '../../src/engine/pool.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeEngines, type FakeEnginesOptions } from './fake-engine.ts';

/** A pool of one engine, and a diary of whose turn it was when. Starts and renderings take 10 ms. */
function createScene(script: Omit<FakeEnginesOptions, 'clock'> = {}) {
  const clock = createFakeClock();
  const pool = createPool<number, number>({
    width: 1,
    deadlineMs: 1000,
    startMs: 1000,
    recycleAfter: Number.POSITIVE_INFINITY,
    recycleAboveBytes: Number.POSITIVE_INFINITY,
    clock,
    spawn: createFakeEngines({ ...script, clock }).spawn,
  });
  const diary: string[] = [];
  const run = (request: number, signal = new AbortController().signal) =>
    void pool.run(request, signal, () => {
      diary.push(`${clock.now()}: ${request} begins`);
      return (rendered) => diary.push(`${clock.now()}: ${request} ${rendered ? 'rendered' : 'not rendered'}`);
    });
  return { clock, pool, run, diary };
}

test('a turn lasts as long as an engine has the image, not as long as the image waits', async () => {
  const { clock, run, diary } = createScene();
  run(1);
  run(2);
  await clock.advance(100);
  expect(diary).toEqual(['10: 1 begins', '20: 1 rendered', '20: 2 begins', '30: 2 rendered']);
});

test('an image that is refused had its turn', async () => {
  const { clock, run, diary } = createScene({ act: () => 'refuse' });
  run(1);
  await clock.advance(100);
  expect(diary).toEqual(['10: 1 begins', '20: 1 not rendered']);
});

test('each engine that is lost was a turn of its own', async () => {
  const { clock, run, diary } = createScene({ act: (_, call) => (call === 1 ? 'die' : 'answer') });
  run(1);
  await clock.advance(5000);
  expect(diary.map((line) => line.replace(/^\d+: /, ''))).toEqual([
    '1 begins',
    '1 not rendered',
    '1 begins',
    '1 rendered',
  ]);
});

test('a turn ends once, at once, when it is cancelled; who waits never has one', async () => {
  const { clock, run, diary } = createScene({ act: () => 'silence' });
  const ending = new AbortController();
  run(1, ending.signal);
  run(2, ending.signal);
  await clock.advance(15);
  ending.abort();
  await clock.advance(5000);
  expect(diary).toEqual(['10: 1 begins', '15: 1 not rendered']);
});

test('closing ends the turns', async () => {
  const { clock, pool, run, diary } = createScene({ act: () => 'silence' });
  run(1);
  await clock.advance(15);
  pool.close();
  expect(diary).toEqual(['10: 1 begins', '15: 1 not rendered']);
});
