import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { widthVariant } from '../../src/core/recipe.ts';
import { createMaker } from '../e2e/page.ts';
import { startProduct } from '../e2e/product.ts';
import { createProfile } from '../e2e/profile.ts';
import { repeatPhotos, seedPhotos } from '../photos/seed.ts';
import { sizedPhotos } from '../photos/sized.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { type Panel, type Point, type Series, toSvg } from './chart.ts';
import { median, type Spent, takeTurns } from './compare.ts';
import { makeThumbnails } from './make.ts';
import { renderAll, runProgram } from './program.ts';
import { type ServedWorkshop, serveWorkshop } from './workshop/serve.ts';

const rounds = Number(process.env.ROUNDS ?? 3);
const picture = join(import.meta.dirname, '../pictures/cost.svg');

const widths = [200, 64, 32];
const recipe = { variants: widths.map(widthVariant) };

const sizes = [1.5, 3, 6, 12, 24];
const perSize = 6;
const counts = [13, 26, 52, 104];
const engineCounts = [1, 2, 3, 4];

/** Measures how cost grows, and draws the plot of the readme. */
test('how cost grows with megapixels, with images and with engines', async ({ page }) => {
  const workshop = await serveWorkshop();
  const panels = [
    await growWithMegapixels(page, workshop),
    await growWithImages(),
    await growWithEngines(page, workshop),
  ];
  await workshop.close();
  const day = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const svg = toSvg({
    title: 'How cost grows with megapixels, with the number of photos, and with the number of engines',
    note: `JPEG → widths 200, 64, 32; ${availableParallelism()} cores, ${day}. Points are medians of ${rounds} rounds, bands their spread.`,
    panels,
  });
  await writeFile(picture, svg);
  console.log(panels.map(toTable).join('\n'));
});

async function growWithMegapixels(page: Page, workshop: ServedWorkshop): Promise<Panel> {
  const groups = [];
  for (const megapixels of sizes) groups.push({ megapixels, photos: await sizedPhotos(megapixels, perSize) });
  const { urls, ...engines } = await workshop.open(
    page,
    groups.flatMap(({ photos }) => photos),
  );
  await engines.hold(urls);
  await engines.engage(2, []);
  const spent = await takeTurns(
    groups.flatMap(({ megapixels, photos }, group) => [
      {
        name: `${megapixels} MP in the engines`,
        run: () => engines.render(urls.slice(group * perSize, (group + 1) * perSize), recipe),
      },
      { name: `${megapixels} MP in sharp`, run: () => renderAll(photos, widths, 2) },
    ]),
    rounds,
  );
  const perPhoto = ({ wallMs }: Spent) => wallMs / perSize;
  return {
    title: 'Milliseconds per photo',
    across: 'megapixels (two photos at a time)',
    series: toSeries(['engines', 'sharp'], sizes, spent, perPhoto),
  };
}

async function growWithImages(): Promise<Panel> {
  const photos = await createPhotoServer(repeatPhotos(await seedPhotos(), Math.max(...counts)));
  const product = await startProduct([]);
  const profile = await createProfile();
  const page = await profile.open(product.url);
  const maker = createMaker(page);
  const spent = await takeTurns(
    counts.flatMap((count) => {
      const urls = photos.urls.slice(0, count);
      return [
        {
          name: `${count} by the page`,
          async prepare() {
            await maker.paste(urls);
            await expect(maker.summary).toHaveText(new RegExp(`^${count} images`));
          },
          async run() {
            const downloaded = page.waitForEvent('download');
            await makeThumbnails(page, count, 'Download zip');
            await (await downloaded).path();
          },
        },
        { name: `${count} by Node with sharp`, run: async () => void (await runProgram(urls, 2)) },
      ];
    }),
    rounds,
  );
  await profile.remove();
  await Promise.all([photos.close(), product.close()]);
  return {
    title: 'Seconds from click to zip',
    across: 'photos of 6 MP, with their downloads',
    series: toSeries(['this page', 'sharp'], counts, spent, ({ wallMs }) => wallMs / 1000),
  };
}

async function growWithEngines(page: Page, workshop: ServedWorkshop): Promise<Panel> {
  const photos = await seedPhotos();
  const { urls, ...engines } = await workshop.open(page, photos);
  await engines.hold(urls);
  await engines.engage(Math.max(...engineCounts), []);
  const spent = await takeTurns(
    engineCounts.flatMap((count) => [
      { name: `${count} engines`, run: () => engines.render(urls, recipe, count) },
      { name: `${count} at a time in sharp`, run: () => renderAll(photos, widths, count) },
    ]),
    rounds,
  );
  return {
    title: 'Photos per second',
    across: `6 MP photos at a time, on ${availableParallelism()} cores`,
    series: toSeries(['engines', 'sharp'], engineCounts, spent, ({ wallMs }) => (1000 * photos.length) / wallMs),
  };
}

/** `spent` holds, for each place in turn, what our side and the other one spent. */
function toSeries(
  names: readonly [string, string],
  places: readonly number[],
  spent: readonly (readonly Spent[])[],
  toValue: (cost: Spent) => number,
): Series[] {
  const pointOf = (x: number, costs: readonly Spent[] = []): Point => {
    const values = costs.map(toValue);
    return { x, y: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
  };
  return names.map((name, side) => ({
    name,
    tone: side === 0 ? 'own' : 'other',
    points: places.map((x, index) => pointOf(x, spent[2 * index + side])),
  }));
}

function toTable({ title, across, series }: Panel): string {
  const places = series[0]?.points.map(({ x }) => x) ?? [];
  const rows = series.map(
    ({ name, points }) =>
      `| ${name} | ${points.map(({ y, lowest, highest }) => `${y.toFixed(1)} (${lowest.toFixed(1)}–${highest.toFixed(1)})`).join(' | ')} |`,
  );
  return [
    `\n${title}, by ${across}\n`,
    `| | ${places.join(' | ')} |`,
    `| --- |${' --- |'.repeat(places.length)}`,
    ...rows,
    '',
  ].join('\n');
}
