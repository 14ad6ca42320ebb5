import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { widthVariant } from '../../src/core/recipe.ts';
import type { Route } from '../../src/engine/route.ts';
import { originalFor, type Photo } from '../photos/photo.ts';
import { seedPhotos, seedVariant } from '../photos/seed.ts';
import { psnr, type Raster, resample } from './lanczos.ts';
import { toThumbnails } from './program.ts';
import { serveWorkshop } from './workshop/serve.ts';

/** Decibels that a thumbnail may be worse than sharp's. */
const margin = 0.3;

/** Each chain is one recipe: the first width decides how far decoders shrink, the others are made of it. */
const chains = [[200, 64, 32], [32], [400], [860], [1200], [1300]];

const ways: { name: string; without: Route[] }[] = [
  { name: 'the best route', without: [] },
  { name: 'without our own encoder', without: ['jpeg-to-jpeg'] },
  { name: 'without our own decoders', without: ['jpeg-to-jpeg', 'quick-jpeg', 'quick-png'] },
  { name: 'libvips alone', without: ['jpeg-to-jpeg', 'quick-jpeg', 'platform-jpeg', 'quick-png', 'platform'] },
];

test('thumbnails against full decode and Lanczos3, beside sharp’s', async ({ page }) => {
  const photos = await gather();
  const workshop = await serveWorkshop();
  const { urls, ...engines } = await workshop.open(page, photos);
  await engines.hold(urls);
  const rows: string[] = [];
  const worse: string[] = [];
  const references = createReferences();
  for (const { name: way, without } of ways) {
    await engines.engage(1, without);
    for (const widths of chains) {
      const outcomes = await engines.inspect(urls, { variants: widths.map(widthVariant), format: 'jpeg' });
      const differences = new Map<number, number[]>(widths.map((width) => [width, []]));
      for (const [index, photo] of photos.entries()) {
        const outcome = outcomes[index];
        if (outcome?.ok !== true) throw new Error(`${photo.name}: ${JSON.stringify(outcome)}`);
        const others = await toThumbnails(photo.bytes(), widths, photo.name);
        for (const [place, width] of widths.entries()) {
          const own = await toRaster(Buffer.from(outcome.thumbnails[place]?.base64 ?? '', 'base64'));
          const other = await toRaster(others[place]?.input ?? Buffer.alloc(0));
          // Where half a row is left, the two may round to different heights.
          const difference =
            psnr(own.data, await references(photo, own)) - psnr(other.data, await references(photo, other));
          differences.get(width)?.push(difference);
          if (difference < -margin) {
            worse.push(`${photo.name} at ${width} of ${widths} by ${outcome.route}: ${difference.toFixed(2)} dB`);
          }
        }
      }
      for (const [width, all] of differences) {
        rows.push(
          `| ${way} | ${widths.join(', ')} | ${width} | ${inDecibels(Math.min(...all))} | ${inDecibels(mean(all))} |`,
        );
      }
    }
  }
  console.log(
    ['', '| | recipe | width | worst photo | mean |', '| --- | --- | --- | --- | --- |', ...rows, ''].join('\n'),
  );
  console.log('dB above sharp; PSNR against full decode and Lanczos3, JPEG 80');
  await workshop.close();
  expect.soft(worse).toEqual([]);
});

async function gather(): Promise<Photo[]> {
  const seeds = (await seedPhotos()).slice(0, 5);
  const formats = await Promise.all((['progressive', 'png', 'webp', 'avif'] as const).map(seedVariant));
  const originals = Array.from({ length: 9 }, (_, index) => ({
    name: `original-${index}.jpg`,
    bytes: () => readFileSync(originalFor(index)),
  }));
  return [...seeds, ...formats, ...originals];
}

/** A reference is made once for each photo and size. */
function createReferences() {
  const made = new Map<string, Float64Array>();
  return async (photo: Photo, size: { width: number; height: number }): Promise<Float64Array> => {
    const key = `${photo.name} ${size.width} ${size.height}`;
    const reference = made.get(key) ?? resample(await toRaster(photo.bytes()), size);
    made.set(key, reference);
    return reference;
  };
}

async function toRaster(file: Uint8Array): Promise<Raster> {
  const image = sharp(file).autoOrient().removeAlpha().toColourspace('srgb');
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`${info.channels} channels`);
  return { data, width: info.width, height: info.height };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function inDecibels(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
}
