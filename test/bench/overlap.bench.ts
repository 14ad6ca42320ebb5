import { availableParallelism } from 'node:os';
import { expect, type Page, test } from '@playwright/test';
import { createMaker } from '../e2e/page.ts';
import { startProduct } from '../e2e/product.ts';
import { createProfile } from '../e2e/profile.ts';
import { seedPhotos } from '../photos/seed.ts';
import { createLink, type Link } from '../servers/link.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { median, type Spent, takeTurns } from './compare.ts';
import { makeThumbnails } from './make.ts';
import { serveWorkshop } from './workshop/serve.ts';

const rounds = Number(process.env.ROUNDS ?? 5);
const bar = 1.15;

const lines: { name: string; link: Link | null }[] = [
  // Of all connections together.
  { name: '100 Mbit/s', link: createLink(12_500_000) },
  { name: 'loopback, unshaped', link: null },
];

/**
 * What overlapping is worth: a run should take no longer than the slower of its stages takes alone. Each stage alone is
 * the product's own code too, in another tab of the same browser: its run with nothing to render, and with nothing to
 * download.
 */
for (const { name, link } of lines) {
  test(`wall time against the slower stage alone: ${name}`, async () => {
    const photos = await createPhotoServer(await seedPhotos(), { link });
    const product = await startProduct([]);
    const workshop = await serveWorkshop();
    const profile = await createProfile();
    const page = await profile.open(product.url);
    const maker = createMaker(page);
    await maker.paste(photos.urls);
    await expect(maker.summary).toHaveText(/^26 images/);
    const stagesPage = await page.context().newPage();
    const stages = await workshop.open(stagesPage, []);
    // A tab in the background runs at the lowest priority and draws no frames.
    const before = (tab: Page) => ({ prepare: () => tab.bringToFront() });
    await stages.hold(photos.urls);
    await stages.engage(2, []);
    const [download = [], render = [], whole = []] = await takeTurns(
      [
        { name: 'download only', ...before(stagesPage), run: () => stages.downloadOnly(photos.urls) },
        { name: 'render only', ...before(stagesPage), run: () => stages.renderOnly(photos.urls) },
        {
          name: 'the page, from click to “Finished”',
          ...before(page),
          run: () => makeThumbnails(page, 26, null),
        },
      ],
      rounds,
    );
    console.log(toTable(name, { download, render, whole }));
    await profile.remove();
    await Promise.all([photos.close(), product.close(), workshop.close()]);
  });
}

type Stage = 'download' | 'render' | 'whole';

function toTable(line: string, spent: Record<Stage, readonly Spent[]>): string {
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
    `\n26 JPEGs → 200, 64, 32 (6 MP each) over ${line}; bar ${bar}\n`,
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
