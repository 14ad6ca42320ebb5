import { expect, test } from 'vitest';
import { createListState } from '../../src/app/list.ts';
import type { Words } from '../../src/app/words.ts';

/** A list without rejects and remarks says nothing. */
const words = { reject: () => '', remark: () => '' } as Partial<Words> as Words;
const first = 'https://a.example/1.jpg';

test('a cleared list comes back, once', () => {
  const list = createListState(words, () => {});
  expect(list.view().canUndo).toBe(false);
  list.setText(first);
  list.clear();
  expect(list.view()).toMatchObject({ text: '', images: 0, canUndo: true });
  list.undoClear();
  expect(list.view()).toMatchObject({ text: first, images: 1, canUndo: false });
  list.undoClear();
  expect(list.view().text).toBe(first);
});

test('what takes its place is not undone away, and clearing nothing forgets nothing', () => {
  const list = createListState(words, () => {});
  list.setText(first);
  list.clear();
  list.clear();
  expect(list.view().canUndo).toBe(true);
  list.setText('https://a.example/2.jpg');
  expect(list.view().canUndo).toBe(false);
  list.undoClear();
  expect(list.view().text).toBe('https://a.example/2.jpg');
});
