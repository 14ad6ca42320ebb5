import { expect, test } from 'vitest';
import { decodeJournal, encodeRecord, type JournalRecord, journalVersion } from '../../src/shelf/journal.ts';
import { doneOf, failedFate, madeOf, planOf } from './samples.ts';

const records: JournalRecord[] = [
  { tag: 'begun', version: journalVersion, startedAt: 1_700_000_000_000, plan: planOf(2) },
  { tag: 'made', item: 0, made: madeOf(0), places: [{ start: 2 ** 40, byteLength: 7, crc32: 0xffff_ffff }] },
  { tag: 'settled', item: 0, fate: doneOf(0) },
  { tag: 'settled', item: 1, fate: failedFate },
];

const encoded = records.map(encodeRecord);
const journal = Uint8Array.from(encoded.flatMap((bytes) => [...bytes]));
const lastStart = journal.length - (encoded.at(-1)?.length ?? 0);

test('gives back what was written, and where it ends', () => {
  expect(decodeJournal(journal)).toEqual({ records, end: journal.length });
  expect(decodeJournal(new Uint8Array(0))).toEqual({ records: [], end: 0 });
});

test('cut at any byte of its last record, it loses that record and nothing else', () => {
  for (let end = lastStart; end < journal.length; end += 1) {
    expect(decodeJournal(journal.subarray(0, end))).toEqual({ records: records.slice(0, -1), end: lastStart });
  }
});

test('any flipped byte costs the record it stands in, and no other', () => {
  const starts = encoded.map((_, index) => encoded.slice(0, index).reduce((sum, bytes) => sum + bytes.length, 0));
  for (let at = 0; at < journal.length; at += 1) {
    const damaged = journal.slice();
    damaged[at] = (damaged[at] as number) ^ 0x55;
    const hit = starts.findLastIndex((start) => start <= at);
    expect(decodeJournal(damaged).records).toEqual(records.toSpliced(hit, 1));
  }
});

test('zeros and noise behind the end are not read as anything', () => {
  const noise = Uint8Array.from({ length: 500 }, (_, index) => (index % 7 === 0 ? 0xff : (index * 73) & 255));
  for (const tail of [new Uint8Array(500), noise]) {
    expect(decodeJournal(Uint8Array.from([...journal, ...tail]))).toEqual({ records, end: journal.length });
  }
});
