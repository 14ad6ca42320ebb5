import { expect, test } from 'vitest';
import { spaceNeeded } from '../../src/app/space.ts';
import type { ItemState } from '../../src/core/item.ts';
import { doneOf, failedFate, madeOf } from '../shelf/samples.ts';

const bytesOf = (item: number) => madeOf(item).outputs.reduce((sum, { byteLength }) => sum + byteLength, 0);

const waiting: ItemState = { tag: 'waiting', attempt: 0, made: null };
const delivering: ItemState = { tag: 'delivering', attempt: 0, made: madeOf(1) };

test('as much for each image that is still to be made as those that are took on average', () => {
  const states: ItemState[] = [doneOf(0), delivering, failedFate, waiting, waiting, { tag: 'rendering', attempt: 0 }];
  expect(spaceNeeded(states, 10)).toBe(Math.ceil(((bytesOf(0) + bytesOf(1)) / 2) * 3));
});

test('never less than what was refused, and that where nothing was made yet', () => {
  expect(spaceNeeded([waiting, waiting], 1234)).toBe(1234);
  expect(spaceNeeded([doneOf(0)], 1234)).toBe(1234);
  expect(spaceNeeded([doneOf(0), waiting], 10 ** 9)).toBe(10 ** 9);
});
