import { expect, test } from 'vitest';
import { differences, type Pixels } from './likeness.ts';

/** 4 × 2 cells of one grey, but for those that are named. */
function greys(grey: number, others: Record<number, number> = {}): Pixels {
  const data = new Uint8ClampedArray(4 * 8).fill(grey);
  for (const [cell, other] of Object.entries(others)) data.fill(other, 4 * Number(cell), 4 * Number(cell) + 4);
  return { width: 4, height: 2, data } as Pixels;
}

test('smoothing is no difference, another colour is; it is told where on the screen', () => {
  expect(differences(greys(200), greys(200))).toEqual([]);
  expect(differences(greys(200), greys(210))).toEqual([]);
  expect(differences(greys(200), greys(200, { 2: 180, 5: 240 }))).toEqual([
    { x: 16, y: 0 },
    { x: 8, y: 8 },
  ]);
});

test('pictures of different sizes are different everywhere', () => {
  expect(differences(greys(200), { ...greys(200), height: 1 })).toHaveLength(8);
});
