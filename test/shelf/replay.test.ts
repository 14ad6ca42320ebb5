import { expect, test } from 'vitest';
import { type JournalRecord, journalVersion } from '../../src/shelf/journal.ts';
import { countSettled, forgetLost, packEnd, replay } from '../../src/shelf/replay.ts';
import { doneOf, failedFate, madeOf, planOf } from './samples.ts';

const begun: JournalRecord = { tag: 'begun', version: journalVersion, startedAt: 5, plan: planOf(3) };
const place = (start: number) => ({ start, byteLength: 10, crc32: 0 });

test('a journal without its beginning, or of another version, is no run', () => {
  expect(replay([])).toBeNull();
  expect(replay([{ tag: 'settled', item: 0, fate: failedFate }])).toBeNull();
  expect(replay([JSON.parse(JSON.stringify({ ...begun, version: journalVersion + 1 }))])).toBeNull();
});

test('the last word counts; what was made and not settled waits', () => {
  const replayed = replay([
    begun,
    { tag: 'settled', item: 0, fate: failedFate },
    { tag: 'made', item: 0, made: madeOf(0), places: [place(0)] },
    { tag: 'made', item: 1, made: madeOf(1), places: [place(10)] },
    { tag: 'settled', item: 1, fate: doneOf(1) },
  ]);
  expect(replayed?.states.get(0)).toEqual({ tag: 'waiting', attempt: 0, made: madeOf(0) });
  expect(replayed?.states.get(1)).toEqual(doneOf(1));
  expect(replayed?.states.has(2)).toBe(false);
  expect(replayed && countSettled(replayed)).toBe(1);
  expect(replayed && packEnd(replayed)).toBe(20);
});

test('an item whose pictures are lost is forgotten; one that failed without any stays failed', () => {
  const replayed = replay([
    begun,
    { tag: 'made', item: 0, made: madeOf(0), places: [place(0), place(10)] },
    { tag: 'settled', item: 0, fate: doneOf(0) },
    { tag: 'made', item: 1, made: madeOf(1), places: [place(20)] },
    { tag: 'settled', item: 2, fate: failedFate },
  ]);
  if (replayed === null) throw new Error('no run');
  forgetLost(replayed, ({ start }) => start !== 10);
  expect([...replayed.states.keys()]).toEqual([1, 2]);
  expect([...replayed.places.keys()]).toEqual([1]);
});
