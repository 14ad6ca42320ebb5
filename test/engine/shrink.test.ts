import { expect, test } from 'vitest';
import { padLength } from '../../src/engine/extent.ts';
import { planPlanarShrink, planShrink } from '../../src/engine/shrink.ts';

const photo = { width: 3264, height: 1836, orientation: 1 };

test('shrink-on-load as sharp does it', () => {
  const eighths = (shrink: number) =>
    planShrink({ ...photo, height: 3264 }, { width: 3264 / shrink, height: 3264 / shrink }).eighths;
  expect([1, 2.9, 3, 4.9, 5, 8.9, 9, 100].map(eighths)).toEqual([8, 8, 4, 4, 2, 2, 1, 1]);
});

test('our own decoder goes to 1/2 a little sooner, and is otherwise the same', () => {
  const eighths = (shrink: number) =>
    planPlanarShrink({ ...photo, height: 3264 }, { width: 3264 / shrink, height: 3264 / shrink }).eighths;
  expect([2.4, 2.5, 4.9, 5, 8.9, 9].map(eighths)).toEqual([8, 4, 4, 2, 2, 1]);
});

test('what the decoder delivers of a photo, and how much of that is picture', () => {
  expect(planShrink(photo, { width: 200, height: 113 })).toEqual({
    eighths: 1,
    extent: { width: 408, height: 229.5 },
    needed: { width: 200, height: 113 },
  });
});

test('a photo on its side is decoded as it lies', () => {
  expect(planShrink({ ...photo, orientation: 6 }, { width: 113, height: 200 }).needed).toEqual({
    width: 200,
    height: 113,
  });
});

test('a length that divides is left alone', () => {
  expect(padLength(816, 816 / 400)).toBe(816);
  expect(padLength(400, 2)).toBe(400);
});

test('any other is lengthened until little is rounded: never half a pixel, mostly next to nothing', () => {
  const errors = Array.from({ length: 208 }, (_, index) => {
    const size = index + 20;
    const shrink = 229.5 / size;
    const padded = padLength(230, shrink);
    expect(padded).toBeGreaterThanOrEqual(230);
    expect(Math.round(padded / shrink)).toBeGreaterThanOrEqual(size);
    return Math.abs(Math.round(padded / shrink) * shrink - padded);
  });
  expect(Math.max(...errors)).toBeLessThan(0.5);
  expect(errors.filter((error) => error > 0.05).length).toBeLessThan(30);
});
