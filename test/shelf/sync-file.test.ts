import { expect, test } from 'vitest';
import { readUpTo, toFailure, writeWhole } from '../../src/shelf/sync-file.ts';
import { memoryFile } from './memory-file.ts';

const bytes = Uint8Array.from({ length: 100 }, (_, index) => index);

/** What a write that says so is taken for. */
function failureOf(answer: number) {
  try {
    writeWhole({ ...memoryFile(), write: () => answer }, bytes, 0);
    return null;
  } catch (error) {
    return toFailure(error, 100);
  }
}

test('what is written in steps arrives whole', () => {
  const file = memoryFile(new Uint8Array(0), 7);
  writeWhole(file, bytes, 3);
  expect(readUpTo(file, 3, 100)).toEqual(bytes);
});

test('an error that Chromium gives as a number is no success: no room left, and any other', () => {
  expect(failureOf(100)).toBe(null);
  expect(failureOf(2 ** 32 - 8)).toEqual({ code: 'shelf-full', neededBytes: 100 });
  for (const answer of [2 ** 32 - 1, 2 ** 32 - 5, 101, 0]) {
    expect(failureOf(answer)).toMatchObject({ code: 'shelf-broken' });
  }
});

test('a read that fails in that way is the end of the file', () => {
  expect(readUpTo({ ...memoryFile(bytes), read: () => 2 ** 32 - 5 }, 0, 100)).toHaveLength(0);
});
