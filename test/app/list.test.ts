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

const thousands = (count: number) =>
  Array.from({ length: count }, (_, index) => `https://a.example/${index}.jpg`).join('\n');

test('a list of thousands is read in pieces, and what is asked for sooner is read at once', async () => {
  let changes = 0;
  const list = createListState(words, () => {
    changes += 1;
  });
  list.setText(thousands(60_000));
  expect(list.view()).toMatchObject({ text: thousands(60_000), images: 0 });
  expect(list.list.entries.length).toBe(60_000);
  expect(list.view().images).toBe(60_000);

  // The rest of a text that was replaced meanwhile is never read.
  list.setText(`${first}\n${thousands(90_000)}`);
  list.setText(thousands(70_000).replaceAll('a.example', 'b.example'));
  changes = 0;
  while (changes === 0) await new Promise((resolve) => setTimeout(resolve));
  expect(list.view()).toMatchObject({ images: 70_000, hosts: [{ host: 'b.example' }] });
});
