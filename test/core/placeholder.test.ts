import { expect, test } from 'vitest';
import { createPlaceholderGuard } from '../../src/core/placeholder.ts';

const photo = { width: 640, height: 480 };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const missing = bytesOf('picture not available');

test.each([
  [1, 1, true],
  [2, 2, true],
  [2, 3, false],
  [3, 2, false],
  [1, 400, false],
  // An SVG that does not say its size.
  [0, 0, false],
])('%i × %i pixels is a dot: %s', (width, height, isDot) => {
  const failure = createPlaceholderGuard().judge('https://a.example/1.gif', { width, height }, bytesOf(`${width}`));
  expect(failure).toEqual(isDot ? { code: 'placeholder', evidence: { kind: 'dot', width, height } } : null);
});

test('the same bytes from a fifth address are a placeholder, and from every later one, on the same evidence', () => {
  const guard = createPlaceholderGuard();
  const judged = Array.from({ length: 8 }, (_, index) => guard.judge(`https://a.example/${index}.jpg`, photo, missing));
  expect(judged.slice(0, 4)).toEqual([null, null, null, null]);
  const evidence = { kind: 'repeated', addresses: 4, first: 'https://a.example/0.jpg' };
  expect(judged.slice(4)).toEqual(Array(4).fill({ code: 'placeholder', evidence }));
});

test('one address counts once, however often it is asked', () => {
  const guard = createPlaceholderGuard();
  for (let index = 0; index < 20; index++) expect(guard.judge('https://a.example/1.jpg', photo, missing)).toBe(null);
});

test('pictures that differ in a single byte have nothing to do with each other', () => {
  const guard = createPlaceholderGuard();
  for (let index = 0; index < 200; index++) {
    expect(guard.judge(`https://a.example/${index}.jpg`, photo, bytesOf(`picture ${String(index).padStart(3)}`))).toBe(
      null,
    );
  }
});

test('a photo of its weight is never compared', () => {
  const guard = createPlaceholderGuard();
  const heavy = new Uint8Array(256 * 1024 + 1);
  for (let index = 0; index < 10; index++) expect(guard.judge(`https://a.example/${index}`, photo, heavy)).toBe(null);
});
