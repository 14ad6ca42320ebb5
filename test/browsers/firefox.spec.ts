import { expect, test } from '@playwright/test';
import { startFirefox } from './firefox.ts';
import { doMainJob } from './main-job.ts';

test('Firefox does the main job, with nothing to excuse', async () => {
  const driver = await startFirefox();
  try {
    const notices = await doMainJob(driver, {
      unsupported: [],
      differenceLevels: 4,
      routes: ['vips', 'platform', 'svg'],
    });
    expect(notices).toBe('');
  } finally {
    await driver.close();
  }
});
