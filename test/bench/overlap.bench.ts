import { availableParallelism } from 'node:os';
import { test } from '@playwright/test';
import { toFragment } from '../../src/app/link.ts';
import { defaultRecipe, widthVariant } from '../../src/core/recipe.ts';
import { startChromium } from '../browsers/chromium.ts';
import { enterList } from '../browsers/page.ts';
import { startProduct } from '../e2e/product.ts';
import { repeatPhotos, seedPhotos } from '../photos/seed.ts';
import { createLink, type Link } from '../servers/link.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { median, type Spent, takeTurns } from './compare.ts';
import { makeThumbnails } from './make.ts';
import { serveWorkshop } from './workshop/serve.ts';

const rounds = Number(process.env.ROUNDS ?? 5);
const bar = 1.15;

interface Line {
  name: string;
  link: Link | null;
  images: number;
  widths: readonly number[];
}

const lines: Line[] = [
  // Of all connections together.
  { name: '100 Mbit/s', link: createLink(12_500_000), images: 26, widths: [200, 64, 32] },
  // So many that it takes longer than the page needs to begin and to end a run.
  { name: 'loopback, unshaped', link: null, images: 104, widths: [200, 64, 32] },
  // More to draw: then one stage is the slower one over loopback, too.
  { name: 'loopback, unshaped, larger', link: null, images: 104, widths: [1200, 860, 400] },
];

/**
 * What overlapping is worth: a run should take no longer than the slower of its stages takes alone. Each stage alone is
 * the product's own code too: its run with nothing to render, and with nothing to download.
 */
for (const { name, link, images, widths } of lines) {
  test(`wall time against the slower stage alone: ${name}`, async () => {
    const photos = await createPhotoServer(repeatPhotos(await seedPhotos(), images), { link });
    const product = await startProduct([]);
    const workshop = await serveWorkshop();
    // Each in a browser of its own: a tab in the background runs at the lowest priority and draws no frames.
    const [browser, other] = await Promise.all([startChromium(), startChromium()]);
    const recipe = { ...defaultRecipe, variants: widths.map(widthVariant) };
    await browser.goto(product.url);
    await browser.evaluate((fragment) => void location.replace(fragment), toFragment(recipe));
    await enterList(browser, photos.urls);
    const stages = await workshop.open(other, []);
    await stages.hold(photos.urls);
    await stages.engage(2, []);
    const [download = [], render = [], whole = []] = await takeTurns(
      [
        { name: 'download only', run: () => stages.downloadOnly(photos.urls) },
        { name: 'render only', run: () => stages.renderOnly(photos.urls, recipe) },
        { name: 'the page, from click to “Finished”', run: () => makeThumbnails(browser, images, null) },
      ],
      rounds,
    );
    console.log(
      toTable(`${images} JPEGs of 6 MP → ${widths.join(', ')} over ${name}`, name, { download, render, whole }),
    );
    await Promise.all([browser.close(), other.close(), photos.close(), product.close(), workshop.close()]);
  });
}

type Stage = 'download' | 'render' | 'whole';

function toTable(title: string, line: string, spent: Record<Stage, readonly Spent[]>): string {
  const inRounds = (of: (costs: Record<Stage, Spent>) => number) =>
    spent.whole.map((whole, round) => {
      const [download, render] = [spent.download[round], spent.render[round]];
      if (download === undefined || render === undefined) throw new Error(`round ${round} was not measured`);
      return of({ download, render, whole });
    });
  const ratios = inRounds(({ download, render, whole }) => whole.wallMs / Math.max(download.wallMs, render.wallMs));
  // Downloads over loopback, the server's part included, are work for the same cores: less than this nobody can take.
  const leastMs = ({ download, render }: Record<Stage, Spent>) =>
    Math.max(download.wallMs, render.wallMs, (download.processorMs + render.processorMs) / availableParallelism());
  const ofLeast = inRounds((costs) => costs.whole.wallMs / leastMs(costs));
  const medianMs = (stage: Stage) => Math.round(median(spent[stage].map(({ wallMs }) => wallMs)));
  return [
    `\n${title}; bar ${bar}\n`,
    '| | wall ÷ slower stage | spread | wall ÷ what the cores allow | download ms | render ms | whole ms |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    `| ${[
      line,
      ...[median(ratios).toFixed(2), `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`],
      ...[median(ofLeast).toFixed(2), medianMs('download'), medianMs('render'), medianMs('whole')],
    ].join(' | ')} |`,
    '',
  ].join('\n');
}
