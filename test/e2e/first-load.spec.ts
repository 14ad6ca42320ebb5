import { expect, test } from '@playwright/test';
import { startProduct } from './product.ts';

/** Milliseconds from the navigation until the page shows its list and is idle: it answers at once from then on. */
const whenInteractive = () =>
  new Promise<number>((resolve) => {
    const look = () => {
      const isShown = document.querySelector('textarea') !== null;
      if (isShown) requestIdleCallback(() => resolve(performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  });

test('first load, with a processor four times slower: measured, and nothing comes from anywhere else', async ({
  browser,
}) => {
  const product = await startProduct([]);
  const times: number[] = [];
  try {
    // A context each: nothing is cached.
    for (let load = 0; load < 3; load += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const foreign: string[] = [];
      context.on('request', (request) => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(product.url)) foreign.push(request.url());
      });
      const devtools = await context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await page.goto(product.url, { waitUntil: 'commit' });
      times.push(await page.evaluate(whenInteractive));
      expect(foreign).toEqual([]);
      await context.close();
    }
  } finally {
    await product.close();
  }
  const [bestMs, ...others] = times.toSorted((a, b) => a - b).map(Math.round);
  console.log(
    `Interactive after ${bestMs} ms with a processor four times slower (${others.join(' and ')} ms elsewise)`,
  );
});
