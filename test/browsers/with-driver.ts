import { test } from '@playwright/test';
import type { Driver } from './driver.ts';

/** Playwright's `test` with a browser of its own, which ends with the test even if that runs out of time. */
export function testWith(start: () => Promise<Driver>) {
  return test.extend<{ driver: Driver }>({
    // Playwright finds out what a fixture needs by reading its first parameter, which must be written like this.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    driver: async ({}, use) => {
      const driver = await start();
      await use(driver);
      await driver.close();
    },
  });
}
