import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { build, preview } from 'vite';
import type { Easel } from './timeline/page.ts';

const root = join(import.meta.dirname, '../..');
const outDir = join(root, 'node_modules/.cache/timeline-bench');
/** Of a display that shows sixty frames a second. */
const frameMs = 16;
const frames = 100;

/** The quickest frame is what drawing costs; by how much the others are slower tells how busy the machine was. */
test('the timeline of a run of 10,000 images: milliseconds a frame', async ({ page }) => {
  const base = { root, configFile: join(root, 'vite.config.ts'), logLevel: 'error' } as const;
  const input = join(import.meta.dirname, 'timeline/index.html');
  await build({ ...base, publicDir: false, build: { outDir, emptyOutDir: true, rolldownOptions: { input } } });
  const server = await preview({ ...base, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  await page.goto(`${server.resolvedUrls?.local[0]}test/bench/timeline/index.html`);
  await page.waitForFunction(() => 'easel' in globalThis);
  const { spans, lanes, views } = await page.evaluate(() => {
    const { draw, ...facts } = (globalThis as unknown as { easel: Easel }).easel;
    return facts;
  });
  expect(spans).toBeGreaterThan(30_000);
  const rows: string[] = [];
  for (const view of views) rows.push(await measure(page, view));
  await server.close();
  console.log(
    [
      `\n${spans} spans on ${lanes} lanes, 1600 pixels wide; a frame has ${frameMs} ms\n`,
      '| shown | quickest ms | median ms | 95 % ms |',
      '| --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n'),
  );
});

/** One row of the table. */
async function measure(page: Page, view: string): Promise<string> {
  const draw = (count: number) =>
    page.evaluate(([name, times]) => (globalThis as unknown as { easel: Easel }).easel.draw(name, times), [
      view,
      count,
    ] as const);
  await draw(5);
  const times = (await draw(frames)).sort((a, b) => a - b);
  const cells = [0, 0.5, 0.95].map((part) => (times[Math.floor(part * frames)] ?? 0).toFixed(1));
  return `| ${[view, ...cells].join(' | ')} |`;
}
