import { expect, test } from 'vitest';
import { listOf } from '../../src/app/arrival.ts';

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
