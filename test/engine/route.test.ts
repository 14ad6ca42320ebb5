import { describe, expect, test } from 'vitest';
import type { Head } from '../../src/core/head.ts';
import { defaultRecipe, type Recipe, widthVariant } from '../../src/core/recipe.ts';
import { type Capabilities, insteadOf, isRoute, type Route, route } from '../../src/engine/route.ts';

const photo: Head = {
  kind: 'jpeg',
  width: 3264,
  height: 1836,
  orientation: 1,
  progressive: false,
  alpha: false,
  frames: 1,
  depth: 8,
  colour: 'rgb',
  profile: 'none',
};
const chromium: Capabilities = { vips: true, shrinkingJpeg: true };
const firefox: Capabilities = { vips: true, shrinkingJpeg: false };
const bare: Capabilities = { vips: false, shrinkingJpeg: true };

test.each<[string, Partial<Head>, Capabilities, Route[]]>([
  ['a photo where the browser shrinks', {}, chromium, ['jpeg-to-jpeg', 'quick-jpeg', 'platform-jpeg', 'vips']],
  ['a photo on its side', { orientation: 6 }, chromium, ['jpeg-to-jpeg', 'quick-jpeg', 'platform-jpeg', 'vips']],
  ['a progressive photo', { progressive: true }, chromium, ['jpeg-to-jpeg', 'platform-jpeg', 'vips']],
  [
    'a progressive photo without colours',
    { progressive: true, colour: 'grey' },
    chromium,
    ['jpeg-to-jpeg', 'quick-jpeg', 'platform-jpeg', 'vips'],
  ],
  ['a grey photo', { colour: 'grey' }, chromium, ['jpeg-to-jpeg', 'quick-jpeg', 'platform-jpeg', 'vips']],
  ['a photo where the browser does not shrink', {}, firefox, ['jpeg-to-jpeg', 'quick-jpeg', 'vips']],
  ['a photo with a wide gamut', { profile: 'other' }, chromium, ['vips']],
  ['a photo in inks', { colour: 'cmyk' }, chromium, ['vips']],
  ['a photo with 12 bits', { depth: 12 }, chromium, ['vips']],
  [
    'a photo that only our own decoder shrinks on load',
    { width: 500, height: 300 },
    chromium,
    ['jpeg-to-jpeg', 'vips'],
  ],
  ['a photo too small to shrink on load', { width: 300, height: 200 }, chromium, ['vips']],
  ['AVIF', { kind: 'avif' }, firefox, ['platform', 'vips']],
  ['HEIC', { kind: 'heic' }, chromium, ['platform']],
  ['BMP', { kind: 'bmp' }, chromium, ['platform']],
  ['SVG', { kind: 'svg' }, chromium, ['svg']],
  ['PNG', { kind: 'png' }, firefox, ['quick-png', 'vips']],
  ['PNG of a palette', { kind: 'png', colour: 'palette', depth: 4, alpha: true }, chromium, ['quick-png', 'vips']],
  ['PNG with a wide gamut', { kind: 'png', profile: 'other' }, chromium, ['vips']],
  ['PNG with 16 bits', { kind: 'png', depth: 16 }, chromium, ['vips']],
  ['PNG of which too much is left', { kind: 'png', width: 300, height: 70_000 }, chromium, ['vips']],
  ['interlaced PNG', { kind: 'png', progressive: true }, chromium, ['vips']],
  ['an animation of which one frame is wanted', { kind: 'gif', frames: 9 }, chromium, ['vips']],
  ['a photo without shared memory', {}, bare, ['jpeg-to-jpeg', 'canvas']],
  ['a photo in inks without shared memory', { colour: 'cmyk' }, bare, ['canvas']],
  ['anything else without shared memory', { kind: 'webp' }, bare, ['canvas']],
  ['TIFF without shared memory', { kind: 'tiff' }, bare, []],
])('%s', (_, head, capabilities, expected) => {
  expect(route({ ...photo, ...head }, defaultRecipe, capabilities, [])).toEqual(expected);
});

test('an animation that is kept', () => {
  const keep = { ...defaultRecipe, animation: 'keep' } as const;
  expect(route({ ...photo, kind: 'webp', frames: 2 }, keep, chromium, [])).toEqual(['animation']);
  expect(route({ ...photo, kind: 'webp', frames: 1 }, keep, chromium, [])).toEqual(['vips']);
  expect(route({ ...photo, kind: 'png', frames: 2 }, keep, chromium, [])).toEqual(['quick-png', 'vips']);
});

test('the largest thumbnail decides how much of a photo is decoded', () => {
  const widths = (...all: number[]) => ({ ...defaultRecipe, variants: all.map(widthVariant) });
  const progressive = { ...photo, progressive: true };
  const all = ['jpeg-to-jpeg', 'quick-jpeg', 'platform-jpeg', 'vips'];
  expect(route(photo, widths(32, 400), chromium, [])).toEqual(all);
  expect(route(progressive, widths(32, 400), chromium, [])).toEqual(['platform-jpeg', 'vips']);
  expect(route(photo, widths(32, 1000), chromium, [])).toEqual(all);
  expect(route(photo, widths(32, 1200), chromium, [])).toEqual(['jpeg-to-jpeg', 'vips']);
  expect(route(photo, widths(32, 1700), chromium, [])).toEqual(['vips']);
});

test('a progressive photo is left to others where all of its chroma is wanted', () => {
  const wanting = (recipe: Partial<Recipe>) =>
    route({ ...photo, progressive: true }, { ...defaultRecipe, ...recipe }, firefox, []);
  expect(wanting({ quality: 89 })).toEqual(['jpeg-to-jpeg', 'vips']);
  expect(wanting({ quality: 90 })).toEqual(['vips']);
  expect(wanting({ variants: [widthVariant(100), { ...widthVariant(50), quality: 90 }] })).toEqual(['vips']);
  expect(wanting({ format: 'webp' })).toEqual(['vips']);
});

test('from JPEG to JPEG there are no pixels, unless something is to be done with them', () => {
  const square = { ...widthVariant(200), height: 200 };
  const first = (recipe: Partial<Recipe>) => route(photo, { ...defaultRecipe, ...recipe }, firefox, [])[0];
  expect(first({ format: 'jpeg' })).toBe('jpeg-to-jpeg');
  expect(first({ variants: [{ ...square, fit: 'cover' }] })).toBe('jpeg-to-jpeg');
  expect(first({ variants: [{ ...square, fit: 'cover', position: 'attention' }] })).toBe('quick-jpeg');
  expect(first({ variants: [{ ...square, fit: 'contain' }] })).toBe('quick-jpeg');
  expect(first({ variants: [widthVariant(100), { ...square, format: 'png' }] })).toBe('quick-jpeg');
  expect(first({ format: 'webp' })).toBe('quick-jpeg');
});

describe('with routes switched off', () => {
  const off: Route[] = ['jpeg-to-jpeg', 'quick-jpeg', 'platform-jpeg', 'platform', 'vips', 'svg', 'animation'];

  test.each<[string, Partial<Head>, Route[], Route[]]>([
    ['one of several', {}, ['jpeg-to-jpeg', 'quick-jpeg'], ['platform-jpeg', 'vips']],
    ['all: the canvas', {}, off, ['canvas']],
    ['all, of what the canvas cannot open: they are taken all the same', { kind: 'tiff' }, off, ['vips']],
    ['all, of drawings', { kind: 'svg' }, off, ['svg']],
  ])('%s', (_, head, without, expected) => {
    expect(route({ ...photo, ...head }, defaultRecipe, chromium, without)).toEqual(expected);
  });

  test('the canvas does not stand in where something of what was asked for would be lost', () => {
    expect(route(photo, { ...defaultRecipe, format: 'avif' }, firefox, off)).toEqual(['quick-jpeg', 'vips']);
    const keep = { ...defaultRecipe, animation: 'keep' } as const;
    expect(route({ ...photo, kind: 'gif', frames: 2 }, keep, chromium, off)).toEqual(['animation']);
  });

  test('what there is instead: the others, and the canvas at last', () => {
    const instead = (tried: Route, head: Partial<Head>, without: Route[] = []) =>
      insteadOf(tried, { ...photo, ...head }, defaultRecipe, chromium, without);
    expect(instead('jpeg-to-jpeg', {})).toEqual(['quick-jpeg', 'platform-jpeg', 'vips', 'canvas']);
    expect(instead('platform-jpeg', {}, ['jpeg-to-jpeg', 'quick-jpeg'])).toEqual(['vips', 'canvas']);
    expect(instead('vips', { kind: 'gif' })).toEqual(['canvas']);
    expect(instead('svg', { kind: 'svg' })).toEqual([]);
    expect(instead('canvas', {})).toEqual([]);
  });

  test('routes are known by their names', () => {
    expect(['vips', 'canvas', 'abacus', ''].map(isRoute)).toEqual([true, true, false, false]);
  });
});
