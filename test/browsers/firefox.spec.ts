import { expect } from '@playwright/test';
import { createBareHost } from '../servers/bare-host.ts';
import { startFirefox } from './firefox.ts';
import { doMainJob } from './main-job.ts';
import { hasButton, readStatus, toButton } from './page.ts';
import { testWith } from './with-driver.ts';

const testFirefox = testWith(startFirefox);

testFirefox('Firefox does the main job, with nothing to excuse', async ({ driver }) => {
  const notices = await doMainJob(driver, {
    unsupported: [],
    differenceLevels: 4,
    routes: ['jpeg-to-jpeg', 'quick-png', 'vips', 'platform', 'svg'],
  });
  expect(notices).toBe('');
});

testFirefox(
  'Firefox, on a host without headers: isolated after one reload, and the main job works',
  async ({ driver }) => {
    const host = await createBareHost();
    /** When each document began that was seen: a reload makes another. */
    const loads = new Set<number>();
    const isIsolated = async () => {
      const look = () => driver.evaluate(() => ({ begunMs: performance.timeOrigin, isolated: crossOriginIsolated }));
      // In the middle of a reload there is nobody to ask, or no answer.
      const seen = (await look().catch(() => null)) as Awaited<ReturnType<typeof look>> | null;
      if (seen !== null) loads.add(seen.begunMs);
      return seen?.isolated ?? false;
    };
    try {
      await driver.goto(host.url);
      await expect.poll(isIsolated, { intervals: [20] }).toBe(true);
      // The page builds itself after it was loaded.
      await expect.poll(() => driver.evaluate(hasButton, 'Try the sample')).toBe(true);
      await driver.click(toButton('Try the sample'));
      await expect.poll(() => driver.evaluate(readStatus, 'List summary')).toMatch(/^9 images/);
      await driver.click(toButton('Make thumbnails'));
      await expect.poll(() => driver.evaluate(readStatus, 'Run status'), { timeout: 200_000 }).toMatch(/^Finished: /);
      expect(await driver.evaluate(readStatus, 'Run status')).toBe(
        'Finished: 9 done, 0 failed, 0 skipped, 0 cancelled',
      );
      await driver.click(toButton('Download zip'));
      expect((await driver.downloaded('thumbnails.zip')).subarray(0, 2).toString()).toBe('PK');
      expect(await isIsolated()).toBe(true);
      expect(loads.size).toBeLessThanOrEqual(2);
    } finally {
      await host.close();
    }
  },
);
