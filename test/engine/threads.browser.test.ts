import { afterEach, beforeEach, expect, test } from 'vitest';
import { vipsThreads } from '../../.ci/vips-threads.ts';
import { type Recipe, squareVariant, widthVariant } from '../../src/core/recipe.ts';
import { sniff } from '../../src/core/sniff.ts';
import type { Route } from '../../src/engine/route.ts';
import { type FormatId, formats } from '../../src/formats/index.ts';
import { fetchFixtures } from '../fixtures/browser.ts';
import { fetchSample, type RealEngine, render, startEngine } from './studio.ts';

/*
 * An instance that runs out of threads stands still for ever: then a picture here is not answered, and the test with it.
 * All goes through libvips, that has most to do with threads.
 */
const onlyVips: readonly Route[] = ['jpeg-to-jpeg', 'quick-jpeg', 'platform-jpeg', 'platform'];

/** What makes libvips' pipelines long. */
const recipes: readonly Partial<Recipe>[] = [
  { variants: [widthVariant(64), widthVariant(16)] },
  {
    variants: [
      { ...squareVariant(32), position: 'attention' },
      { ...squareVariant(48), fit: 'contain' },
    ],
  },
  { variants: [{ ...widthVariant(64), limitBytes: 900 }], format: 'webp' },
  { animation: 'keep' },
];

let engine: RealEngine;
let threads = 0;
beforeEach(async () => {
  threads = 0;
  const worker = new Worker(new URL('./counting-worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  worker.addEventListener('message', ({ data }) => {
    if (data?.thread === 'em-pthread') threads += 1;
  });
  engine = await startEngine({ without: onlyVips, worker });
});
afterEach(() => engine.terminate());

test('pictures of all kinds, in all families, are drawn with the threads that an instance starts with', async () => {
  expect(threads).toBe(vipsThreads);
  // Those that need no side module, for which a second instance would start threads of its own.
  const plain = (await fetchFixtures()).filter(({ bytes, fate }) => {
    const sniffed = sniff(bytes);
    return fate === 'drawn' && sniffed.is === 'image' && /^(jpeg|png|gif|webp|tiff)$/.test(sniffed.head.kind);
  });
  expect(plain.length).toBeGreaterThan(50);
  for (const { bytes } of plain) {
    const buffer = new Uint8Array(bytes).buffer;
    for (const recipe of recipes) await render(engine, buffer, recipe);
  }
  expect(threads).toBe(vipsThreads);
});

test('and in all formats', async () => {
  const photo = await fetchSample('black-canyon');
  // The first AVIF brings its module, and with it another instance.
  await render(engine, photo, { format: 'avif' });
  expect(threads).toBe(2 * vipsThreads);
  for (const format of Object.keys(formats) as FormatId[]) {
    for (const width of [500, 64]) {
      const result = await render(engine, photo, { format, variants: [widthVariant(width), widthVariant(32)] });
      expect(result.ok, format).toBe(true);
    }
  }
  expect(threads).toBe(2 * vipsThreads);
});
