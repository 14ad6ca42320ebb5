import { defineConfig } from '@playwright/test';
import { chromium } from './chromium.ts';

/** End to end: the built page, served as `npm start` serves it, in a real browser, against servers that misbehave. */
export default defineConfig({
  testMatch: '**/*.spec.ts',
  // The other browsers are driven by the tests themselves: Playwright brings builds of its own, not the people's.
  projects: [
    { name: 'chromium', testDir: './e2e' },
    { name: 'firefox', testDir: './browsers', testMatch: 'firefox.spec.ts', timeout: 300_000 },
    { name: 'webkit', testDir: './browsers', testMatch: 'webkit.spec.ts', timeout: 300_000 },
  ],
  outputDir: '../node_modules/.cache/playwright',
  timeout: 120_000,
  expect: { timeout: 60_000 },
  // Two cores: browsers that compete for them would make time limits lie.
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: { launchOptions: chromium, viewport: { width: 1280, height: 900 }, acceptDownloads: true },
});
