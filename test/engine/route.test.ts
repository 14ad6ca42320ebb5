import { describe, expect, test } from 'vitest';
import type { Head } from '../../src/core/head.ts';
import { defaultRecipe, widthVariant } from '../../src/core/recipe.ts';
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
  ['a photo where the browser shrinks', {}, chromium, ['quick-jpeg', 'platform-jpeg', 'vips']],
  ['a photo on its side', { orientation: 6 }, chromium, ['quick-jpeg', 'platform-jpeg', 'vips']],
  ['a progressive photo', { progressive: true }, chromium, ['quick-jpeg', 'platform-jpeg', 'vips']],
  ['a grey photo', { colour: 'grey' }, chromium, ['quick-jpeg', 'platform-jpeg', 'vips']],
  ['a photo where the browser does not shrink', {}, firefox, ['quick-jpeg', 'vips']],
  ['a photo with a wide gamut', { profile: 'other' }, chromium, ['vips']],
  ['a photo in inks', { colour: 'cmyk' }, chromium, ['vips']],
  ['a photo with 12 bits', { depth: 12 }, chromium, ['vips']],
  ['a photo too small to shrink on load', { width: 500, height: 300 }, chromium, ['vips']],
  ['AVIF', { kind: 'avif' }, firefox, ['platform', 'vips']],
  ['HEIC', { kind: 'heic' }, chromium, ['platform']],
  ['BMP', { kind: 'bmp' }, chromium, ['platform']],
  ['SVG', { kind: 'svg' }, chromium, ['svg']],
  ['PNG', { kind: 'png' }, chromium, ['vips']],
  ['an animation of which one frame is wanted', { kind: 'gif', frames: 9 }, chromium, ['vips']],
  ['anything without shared memory', {}, bare, ['canvas']],
  ['TIFF without shared memory', { kind: 'tiff' }, bare, []],
])('%s', (_, head, capabilities, expected) => {
  expect(route({ ...photo, ...head }, defaultRecipe, capabilities, [])).toEqual(expected);
});

test('an animation that is kept', () => {
  const keep = { ...defaultRecipe, animation: 'keep' } as const;
  expect(route({ ...photo, kind: 'webp', frames: 2 }, keep, chromium, [])).toEqual(['animation']);
  expect(route({ ...photo, kind: 'webp', frames: 1 }, keep, chromium, [])).toEqual(['vips']);
  expect(route({ ...photo, kind: 'png', frames: 2 }, keep, chromium, [])).toEqual(['vips']);
});

test('the largest thumbnail decides how much of a photo is decoded', () => {
  const widths = (...all: number[]) => ({ ...defaultRecipe, variants: all.map(widthVariant) });
  expect(route(photo, widths(32, 400), chromium, [])).toEqual(['quick-jpeg', 'platform-jpeg', 'vips']);
  expect(route({ ...photo, progressive: true }, widths(32, 400), chromium, [])).toEqual(['platform-jpeg', 'vips']);
  expect(route(photo, widths(32, 1000), chromium, [])).toEqual(['quick-jpeg', 'platform-jpeg', 'vips']);
  expect(route(photo, widths(32, 1200), chromium, [])).toEqual(['vips']);
});

describe('with routes switched off', () => {
  const off: Route[] = ['quick-jpeg', 'platform-jpeg', 'platform', 'vips', 'svg', 'animation'];

  test.each<[string, Partial<Head>, Route[], Route[]]>([
    ['one of several', {}, ['quick-jpeg'], ['platform-jpeg', 'vips']],
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
    expect(instead('quick-jpeg', {})).toEqual(['platform-jpeg', 'vips', 'canvas']);
    expect(instead('platform-jpeg', {}, ['quick-jpeg'])).toEqual(['vips', 'canvas']);
    expect(instead('vips', { kind: 'png' })).toEqual(['canvas']);
    expect(instead('svg', { kind: 'svg' })).toEqual([]);
    expect(instead('canvas', {})).toEqual([]);
  });

  test('routes are known by their names', () => {
    expect(['vips', 'canvas', 'abacus', ''].map(isRoute)).toEqual([true, true, false, false]);
  });
});
