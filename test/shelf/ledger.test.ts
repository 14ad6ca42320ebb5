import { expect, test } from 'vitest';
import { recover } from '../../src/shelf/folder.ts';
import { encodeRecord, journalVersion } from '../../src/shelf/journal.ts';
import { createLedger, flushAfterMs, type Later } from '../../src/shelf/ledger.ts';
import { type MemoryFile, memoryFile } from './memory-file.ts';
import { doneOf, failedFate, madeOf, picturesOf, planOf } from './samples.ts';

/** Time that stands still until a test lets it pass. */
function createTime() {
  let waiting: { callback: () => void; ms: number }[] = [];
  const later: Later = (callback, ms) => void waiting.push({ callback, ms });
  const pass = (ms: number) => {
    const due = waiting.filter((each) => each.ms <= ms);
    waiting = waiting.filter((each) => each.ms > ms);
    for (const each of due) each.callback();
  };
  return { later, pass };
}

function begin(stepBytes?: number) {
  const first = encodeRecord({ tag: 'begun', version: journalVersion, startedAt: 1, plan: planOf(9) });
  const pack = memoryFile(new Uint8Array(0), stepBytes);
  const journal = memoryFile(first, stepBytes);
  const time = createTime();
  const ledger = createLedger({ pack, packEnd: 0, journal, journalEnd: first.length }, time.later);
  const put = (item: number) => ledger.put(item, madeOf(item), picturesOf(item));
  return { pack, journal, time, ledger, put };
}

/** What a page would find that opened these bytes anew. */
function reopen(pack: Uint8Array, journal: Uint8Array) {
  const recovered = recover({ pack: memoryFile(pack), journal: memoryFile(journal) });
  if (recovered === null) throw new Error('no run');
  return recovered;
}

const known = (pack: MemoryFile, journal: MemoryFile) => reopen(pack.bytes(), journal.bytes()).replayed.states;

test('what arrives together is written in two writes, and is there when put answers', async () => {
  const { pack, journal, time, put } = begin();
  const puts = [0, 1, 2].map(put);
  expect(pack.counts.writes).toBe(0);
  time.pass(0);
  expect(await Promise.all(puts)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
  expect([pack.counts.writes, journal.counts.writes]).toEqual([1, 1]);
  expect([...known(pack, journal).keys()]).toEqual([0, 1, 2]);
});

test('a fate is written at once, and on the disk within the time that is promised', async () => {
  const { pack, journal, time, ledger } = begin();
  ledger.settle(4, failedFate);
  expect(journal.counts.writes).toBe(0);
  time.pass(0);
  expect(known(pack, journal).get(4)).toEqual(failedFate);
  expect([pack.counts.flushes, journal.counts.flushes]).toEqual([0, 0]);
  time.pass(flushAfterMs);
  expect([pack.counts.flushes, journal.counts.flushes]).toEqual([1, 1]);
  expect(flushAfterMs).toBeLessThan(1000);
});

test('files that move a few bytes at a time hold the same', async () => {
  const [plain, slow] = [begin(), begin(11)];
  for (const { put, time, ledger } of [plain, slow]) {
    const answer = put(3);
    time.pass(0);
    await answer;
    ledger.settle(3, doneOf(3));
    ledger.flush();
  }
  expect(slow.pack.bytes()).toEqual(plain.pack.bytes());
  expect(slow.journal.bytes()).toEqual(plain.journal.bytes());
});

test('pictures are read back through few reads, and damage is a failure', async () => {
  const { pack, ledger, put, time } = begin();
  const puts = Array.from({ length: 9 }, (_, item) => put(item));
  time.pass(0);
  const places = (await Promise.all(puts)).flatMap((answer) => (answer.ok ? answer.value : []));
  expect(places).toHaveLength(27);
  for (const [index, place] of places.entries()) {
    const expected = new Uint8Array(picturesOf(Math.floor(index / 3))[index % 3] as ArrayBuffer);
    expect(ledger.read(place)).toEqual({ ok: true, value: expected });
  }
  expect(pack.counts.reads).toBeLessThan(5);
  const [place] = places;
  if (place === undefined) throw new Error('no place');
  expect(ledger.read({ ...place, crc32: place.crc32 ^ 1 })).toMatchObject({ failure: { code: 'shelf-broken' } });
  expect(ledger.read({ ...place, start: 1e9 })).toMatchObject({ failure: { code: 'shelf-broken' } });
});

test.each([
  ['pack', 1800 + 700],
  ['journal', 1800],
] as const)(
  'a full %s: told how much is needed, the torn part cut, and on it goes once there is space',
  async (which, limit) => {
    const run = begin();
    const { pack, journal, time, ledger, put } = run;
    const first = put(0);
    time.pass(0);
    await first;
    const before = { pack: pack.bytes(), journal: journal.bytes() };
    run[which].fill(which === 'pack' ? limit : before.journal.length + 300);

    ledger.settle(0, doneOf(0));
    const second = put(1);
    time.pass(0);
    expect(await second).toMatchObject({ ok: false, failure: { code: 'shelf-full' } });
    const answer = await second;
    const needed = !answer.ok && answer.failure.code === 'shelf-full' ? answer.failure.neededBytes : 0;
    expect(needed).toBeGreaterThan(1800);
    expect({ pack: pack.bytes(), journal: journal.bytes() }).toEqual(before);

    run[which].fill(Number.POSITIVE_INFINITY);
    const third = put(1);
    time.pass(0);
    expect(await third).toMatchObject({ ok: true });
    const states = known(pack, journal);
    expect(states.get(0)).toEqual(doneOf(0));
    expect(states.get(1)?.tag).toBe('waiting');
  },
);

test('cut at every byte of its last record, or anywhere in its last pictures: the item before it stays, and the run goes on', async () => {
  const { pack, journal, time, ledger, put } = begin();
  for (const item of [0, 1]) {
    const answer = put(item);
    time.pass(0);
    await answer;
    ledger.settle(item, doneOf(item));
    ledger.flush();
  }
  const whole = { pack: pack.bytes(), journal: journal.bytes() };
  const firstEnd = reopen(whole.pack.subarray(0, 1800), whole.journal).files.packEnd;
  expect(firstEnd).toBe(1800);
  const lastPut = whole.journal.length - encodeRecord({ tag: 'settled', item: 1, fate: doneOf(1) }).length;

  for (let end = lastPut; end < whole.journal.length; end += 1) {
    const { replayed, files } = reopen(whole.pack, whole.journal.subarray(0, end));
    expect(replayed.states.get(0)).toEqual(doneOf(0));
    expect(replayed.states.get(1)).toEqual({ tag: 'waiting', attempt: 0, made: madeOf(1) });
    expect(files.journalEnd).toBe(lastPut);
  }
  for (let end = 1800; end < whole.pack.length; end += 23) {
    const { replayed, files } = reopen(whole.pack.subarray(0, end), whole.journal);
    expect([...replayed.states]).toEqual([[0, doneOf(0)]]);
    expect(files.packEnd).toBe(1800);
  }
});

test('a flipped byte in the pack costs the item it belongs to', async () => {
  const { pack, journal, time, ledger, put } = begin();
  const puts = [0, 1, 2].map(put);
  time.pass(0);
  await Promise.all(puts);
  ledger.settle(1, doneOf(1));
  ledger.flush();
  for (let at = 1800; at < 3600; at += 97) {
    const damaged = pack.bytes().slice();
    damaged[at] = (damaged[at] as number) ^ 1;
    expect([...reopen(damaged, journal.bytes()).replayed.states.keys()]).toEqual([0, 2]);
  }
});
