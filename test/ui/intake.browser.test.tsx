import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { mountPage } from '../../src/ui/page.tsx';
import { createFakeApp, type FakeApp } from './fake-app.ts';

let app: FakeApp;
let root: HTMLElement;
let unmount: () => void;

const list = page.getByRole('textbox', { name: 'Image URLs' });

beforeEach(async () => {
  app = createFakeApp();
  root = document.createElement('div');
  document.body.append(root);
  unmount = mountPage(root, app);
  await expect.element(list).toBeVisible();
});

afterEach(() => {
  unmount();
  root.remove();
});

const png = new File(['…'], 'photo.png', { type: 'image/png' });

function transferOf(text: Record<string, string>, ...files: File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const [kind, value] of Object.entries(text)) transfer.setData(kind, value);
  for (const file of files) transfer.items.add(file);
  return transfer;
}

const paste = (transfer: DataTransfer, target: Element = document.body) =>
  target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));

const drag = (name: 'dragover' | 'drop' | 'dragleave', dataTransfer: DataTransfer) =>
  document.body.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));

test('links pasted anywhere go to the end of the list', async () => {
  await list.fill('https://a.example/1.jpg');
  paste(transferOf({ 'text/plain': 'https://a.example/2.jpg\n' }));
  await expect.element(list).toHaveValue('https://a.example/1.jpg\nhttps://a.example/2.jpg\n');
});

test('a picture pasted anywhere becomes an item, in the list too', async () => {
  paste(transferOf({}, png), list.element());
  await expect.poll(() => app.calls.addFiles.flat(2).map(({ name }) => name)).toEqual(['photo.png']);
  await expect.element(page.getByRole('button', { name: 'Remove photo.png' })).toBeVisible();
});

test('cells of a spreadsheet are text, although they come with a picture of themselves', async () => {
  const cells = transferOf({ 'text/plain': 'https://a.example/1.jpg' }, png);
  expect(paste(cells, list.element())).toBe(true);
  paste(cells);
  await expect.element(list).toHaveValue('https://a.example/1.jpg\n');
  expect(app.calls.addFiles).toEqual([]);
});

test('ten thousand lines pasted into the list replace what is selected there, and can be undone', async () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => `https://a.example/${index}.jpg`).join('\n');
  const field = list.element() as HTMLTextAreaElement;
  await list.fill('first\nsecond\nthird');
  field.setSelectionRange(6, 12);
  expect(paste(transferOf({ 'text/plain': lines }), field)).toBe(false);
  expect(field.value).toBe(`first\n${lines}\nthird`);
  await expect.poll(() => app.view().list.text).toBe(field.value);

  // What was typed since is not undone away with it.
  await userEvent.keyboard('x');
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(field.value).toBe(`first\n${lines}\nthird`);
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(field.value).toBe('first\nsecond\nthird');
  expect([field.selectionStart, field.selectionEnd]).toEqual([6, 12]);
  await expect.poll(() => app.view().list.text).toBe(field.value);
});

test('while something is dragged over the page, it says what will happen', async () => {
  const overlay = page.getByText('Drop to add');
  drag('dragover', transferOf({}, png));
  await expect.element(overlay).toBeVisible();
  drag('dragleave', transferOf({}, png));
  await expect.element(overlay).not.toBeInTheDocument();
  drag('dragover', transferOf({}, png));
  drag('drop', transferOf({}, png));
  await expect.element(overlay).not.toBeInTheDocument();
  await expect.poll(() => app.calls.addFiles).toHaveLength(1);
});

test('a dropped picture of another tab is taken as a file, a link alone as a line', async () => {
  drag('drop', transferOf({ 'text/uri-list': 'https://a.example/photo.png' }, png));
  await expect.poll(() => app.calls.addFiles).toHaveLength(1);
  expect(app.calls.setList).toEqual([]);
  drag('drop', transferOf({ 'text/uri-list': '# comment\nhttps://a.example/2.png' }));
  await expect.element(list).toHaveValue('https://a.example/2.png\n');
});

test('a dropped list is read, the pictures beside it are added', async () => {
  const urls = new File(['https://a.example/1.jpg\nhttps://a.example/2.jpg'], 'urls.csv', { type: 'text/csv' });
  drag('drop', transferOf({}, urls, png));
  await expect.poll(() => app.calls.addFiles.flat(2)).toHaveLength(1);
  await expect.poll(() => app.calls.setList).toEqual([['https://a.example/1.jpg\nhttps://a.example/2.jpg\n']]);
});
