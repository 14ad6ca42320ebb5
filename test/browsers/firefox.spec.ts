import { expect } from '@playwright/test';
import { startFirefox } from './firefox.ts';
import { doMainJob } from './main-job.ts';
import { testWith } from './with-driver.ts';

testWith(startFirefox)('Firefox does the main job, with nothing to excuse', async ({ driver }) => {
  const notices = await doMainJob(driver, {
    unsupported: [],
    differenceLevels: 4,
    routes: ['quick-jpeg', 'vips', 'platform', 'svg'],
  });
  expect(notices).toBe('');
});
