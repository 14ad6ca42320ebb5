import { expect, test } from 'vitest';
import type { Head } from '../../src/core/head.ts';
import { defaultRecipe, widthVariant } from '../../src/core/recipe.ts';
import { type Capabilities, type Route, route } from '../../src/engine/route.ts';

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
  expect(route({ ...photo, ...head }, defaultRecipe, capabilities)).toEqual(expected);
});

test('an animation that is kept', () => {
  const keep = { ...defaultRecipe, animation: 'keep' } as const;
  expect(route({ ...photo, kind: 'webp', frames: 2 }, keep, chromium)).toEqual(['animation']);
  expect(route({ ...photo, kind: 'webp', frames: 1 }, keep, chromium)).toEqual(['vips']);
  expect(route({ ...photo, kind: 'png', frames: 2 }, keep, chromium)).toEqual(['vips']);
});

test('the largest thumbnail decides how much of a photo is decoded', () => {
  const widths = (...all: number[]) => ({ ...defaultRecipe, variants: all.map(widthVariant) });
  expect(route(photo, widths(32, 400), chromium)).toEqual(['quick-jpeg', 'platform-jpeg', 'vips']);
  expect(route({ ...photo, progressive: true }, widths(32, 400), chromium)).toEqual(['platform-jpeg', 'vips']);
  expect(route(photo, widths(32, 1000), chromium)).toEqual(['quick-jpeg', 'platform-jpeg', 'vips']);
  expect(route(photo, widths(32, 1200), chromium)).toEqual(['vips']);
});
