import { expect, test } from 'vitest';
import type { OutputFile } from '../../src/core/item.ts';
import { bestOutput, moveCursor } from '../../src/ui/items/layout.ts';

test('in a table the cursor goes up and down and stays inside', () => {
  expect(moveCursor('ArrowDown', 0, 3, 1)).toBe(1);
  expect(moveCursor('ArrowDown', 2, 3, 1)).toBe(2);
  expect(moveCursor('ArrowUp', 0, 3, 1)).toBe(0);
  expect(moveCursor('End', 0, 10_000, 1)).toBe(9_999);
  expect(moveCursor('ArrowRight', 0, 3, 1)).toBeNull();
});

test('among pictures it goes sideways too, and by whole lines', () => {
  expect(moveCursor('ArrowRight', 4, 20, 5)).toBe(5);
  expect(moveCursor('ArrowDown', 4, 20, 5)).toBe(9);
  expect(moveCursor('ArrowUp', 2, 20, 5)).toBe(0);
});

test('other keys, and an empty grid, leave it where it is', () => {
  expect(moveCursor('a', 0, 3, 1)).toBeNull();
  expect(moveCursor('ArrowDown', 0, 0, 1)).toBeNull();
});

test('the picture that is shown is the smallest that fills its place, else the largest', () => {
  const outputs = (...widths: number[]) => widths.map((width) => ({ width }) as OutputFile);
  expect(bestOutput(outputs(200, 64, 32), 44)).toBe(1);
  expect(bestOutput(outputs(32, 64, 200), 300)).toBe(2);
  expect(bestOutput(outputs(200, 64, 32), 64)).toBe(1);
  expect(bestOutput([], 44)).toBeNull();
});
