import { test } from '@playwright/test';
import { type Recipe, widthVariant } from '../../src/core/recipe.ts';
import type { Photo } from '../photos/photo.ts';
import { type SeedFormat, seedPhotos, seedVariant } from '../photos/seed.ts';
import { compare, toTable } from './compare.ts';
import { renderAll } from './program.ts';
import { type ServedWorkshop, serveWorkshop } from './workshop/serve.ts';

const rounds = Number(process.env.ROUNDS ?? 9);
const only = process.env.ONLY ?? '';

let workshop: ServedWorkshop;
test.beforeAll(async () => {
  workshop = await serveWorkshop();
});
test.afterAll(() => workshop.close());

interface Workload {
  name: string;
  photos(): Promise<readonly Photo[]>;
  widths: readonly number[];
  bar: number;
}

const photos = (count: number) => async () => (await seedPhotos()).slice(0, count);
const times = (count: number, format: SeedFormat) => async () => {
  const photo = await seedVariant(format);
  return Array.from({ length: count }, (_, index) => ({ ...photo, name: `${index}-${photo.name}` }));
};

const workloads: readonly Workload[] = [
  { name: '26 JPEGs → 200, 64, 32', photos: photos(26), widths: [200, 64, 32], bar: 1 },
  { name: '8 JPEGs → 400', photos: photos(8), widths: [400], bar: 0.9 },
  { name: '8 JPEGs → 860', photos: photos(8), widths: [860], bar: 0.75 },
  { name: '8 JPEGs → 1200', photos: photos(8), widths: [1200], bar: 0.75 },
  { name: '8 progressive JPEGs → 200', photos: times(8, 'progressive'), widths: [200], bar: 0.9 },
  { name: '4 PNGs → 200', photos: times(4, 'png'), widths: [200], bar: 0.7 },
  { name: '4 WebPs → 200', photos: times(4, 'webp'), widths: [200], bar: 0.8 },
  { name: '4 AVIFs → 200', photos: times(4, 'avif'), widths: [200], bar: 0.8 },
];

for (const { name, photos, widths, bar } of workloads.filter((workload) => workload.name.includes(only))) {
  test(`engines against sharp: ${name}`, async ({ page }) => {
    const sources = await photos();
    const { urls, ...engines } = await workshop.open(page, sources);
    await engines.hold(urls);
    await engines.engage(2, []);
    const recipe: Partial<Recipe> = { variants: widths.map(widthVariant) };
    const comparisons = await compare(
      [
        { name: 'sharp, two images at a time', run: () => renderAll(sources, widths, 2) },
        { name: '**two engines** in Chromium', run: () => engines.render(urls, recipe) },
      ],
      rounds,
    );
    console.log(toTable(`${name} (6 MP each; bar ${bar})`, comparisons));
  });
}
