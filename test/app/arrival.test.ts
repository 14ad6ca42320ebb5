import { afterEach, expect, test } from 'vitest';
import { listOf, onFilesOpened } from '../../src/app/arrival.ts';

const query = (...urls: string[]) => `?${urls.map((value) => `urls=${encodeURIComponent(value)}`).join('&')}`;

test.each([
  ['one', query('https://a.example/1.jpg'), 'https://a.example/1.jpg'],
  [
    'lines',
    query('https://a.example/1.jpg\r\nhttps://a.example/2.jpg\n\n'),
    'https://a.example/1.jpg\nhttps://a.example/2.jpg',
  ],
  [
    'commas',
    query('https://a.example/1.jpg,http://b.example/2.jpg, https://c.example/3.jpg'),
    'https://a.example/1.jpg\nhttp://b.example/2.jpg\nhttps://c.example/3.jpg',
  ],
  [
    'several parameters',
    query('https://a.example/1.jpg', 'b.example/2.jpg'),
    'https://a.example/1.jpg\nb.example/2.jpg',
  ],
  ['commas that belong to a URL', query('https://a.example/w_100,h_50/1.jpg'), 'https://a.example/w_100,h_50/1.jpg'],
  ['nothing', '?urls=', ''],
  ['another query', '?x=https://a.example/1.jpg', ''],
])('the list in a link: %s', (_name, search, list) => {
  expect(listOf(search)).toBe(list);
});

/** What a browser that opens files with installed apps hands them over by. */
type Launch = (params: { files?: readonly { getFile(): Promise<File> }[] }) => Promise<void>;

afterEach(() => Reflect.deleteProperty(globalThis, 'launchQueue'));

test('files that were opened with this app are handed on, those that cannot be read left out', async () => {
  let launch: Launch = async () => {};
  const setConsumer = (consumer: Launch) => {
    launch = consumer;
  };
  Object.assign(globalThis, { launchQueue: { setConsumer } });
  const opened: string[][] = [];
  onFilesOpened((files) => opened.push(files.map(({ name }) => name)));
  const file = (name: string) => ({ getFile: async () => new File(['x'], name) });
  const gone = { getFile: () => Promise.reject(new DOMException('gone', 'NotFoundError')) };

  await launch({ files: [file('a.jpg'), gone, file('b.jpg')] });
  await launch({ files: [gone] });
  // The app was started by itself, without any file.
  await launch({});
  await launch({ files: [file('c.jpg')] });
  expect(opened).toEqual([['a.jpg', 'b.jpg'], ['c.jpg']]);
});

test('where browsers open no files with apps, nothing is awaited', () => {
  expect(() => onFilesOpened(() => {})).not.toThrow();
});
