import { expect } from '@playwright/test';
import { doMainJob } from './main-job.ts';
import { startWebKit } from './webkit.ts';
import { testWith } from './with-driver.ts';

const testShared = testWith(() => startWebKit({ sharedMemory: true }));
const testAlone = testWith(() => startWebKit({ sharedMemory: false }));

testShared('WebKit does the main job', async ({ driver }) => {
  expect(await driver.evaluate(() => typeof SharedArrayBuffer)).toBe('function');
  const notices = await doMainJob(driver, {
    unsupported: [],
    differenceLevels: 4,
    routes: ['jpeg-to-jpeg', 'quick-png', 'vips', 'platform', 'svg'],
  });
  expect(notices).not.toMatch(/canvas/);
  // WebKitGTK has no private file system, whatever its settings: the shelf is in memory, and the page says so.
  expect(notices).toMatch(/keeps nothing on disk/);
});

testAlone('WebKit without shared memory does it too, on its canvas, and says so', async ({ driver }) => {
  expect(await driver.evaluate(() => typeof SharedArrayBuffer)).toBe('undefined');
  const notices = await doMainJob(driver, {
    unsupported: ['svg', 'tiff'],
    differenceLevels: 7,
    routes: ['jpeg-to-jpeg', 'canvas'],
  });
  expect(notices).toMatch(/canvas/);
});
