import { expect, test } from 'vitest';
import { errandFor } from '../../src/service-worker/errand.ts';

const scope = 'https://pages.example/thumbnails/';
const holdings = { shell: new Set(['', 'icon.svg']), kept: new Set(['samples/cat.jpg', 'vips-1/vips.wasm']) };

const errand = (url: string, request: { method?: string; mode?: RequestMode } = {}) =>
  errandFor({ method: 'GET', mode: 'cors', url: new URL(url, scope).href, ...request }, scope, holdings);

test.each([
  ['./', { do: 'page' }],
  ['./?urls=https://a.example/1.jpg', { do: 'page' }],
  ['index.html', { do: 'page' }],
  ['icon.svg', { do: 'file', path: 'icon.svg' }],
  ['assets/old-a1b2.js', { do: 'file', path: 'assets/old-a1b2.js' }],
  ['workers/old-a1b2.js', { do: 'file', path: 'workers/old-a1b2.js' }],
  ['vips-1/vips.wasm', { do: 'keep', path: 'vips-1/vips.wasm' }],
  ['samples/cat.jpg', { do: 'keep', path: 'samples/cat.jpg' }],
])('%s is answered', (url, expected) => {
  expect(errand(url)).toEqual(expected);
});

test.each([
  ['relay?url=https%3A%2F%2Fa.example%2F1.jpg'],
  ['service-worker.js'],
  ['unknown.jpg'],
  ['/'],
  ['/other/'],
  ['/thumbnails'],
  ['https://a.example/thumbnails/'],
  ['http://pages.example/thumbnails/icon.svg'],
])('%s is left to the browser', (url) => {
  expect(errand(url)).toBeNull();
});

test('only a navigation shares, and nothing else is ever posted here', () => {
  expect(errand('share', { method: 'POST', mode: 'navigate' })).toEqual({ do: 'share' });
  expect(errand('share', { method: 'POST' })).toBeNull();
  expect(errand('share')).toBeNull();
  expect(errand('./', { method: 'POST', mode: 'navigate' })).toBeNull();
  expect(errand('relay?url=x', { method: 'PUT' })).toBeNull();
});
