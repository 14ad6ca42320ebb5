import { defineConfig } from '@playwright/test';
import { chromium } from '../chromium.ts';

// Tests that also run in `npm test` look here for how much is asked of them.
process.env.KILLS ??= '20';
process.env.OFFLINE_MS ??= '30000';

/** `npm run soak`: the promises of `npm test`, held for longer. Minutes, not seconds. */
export default defineConfig({
  testDir: '..',
  testMatch: ['soak/*.soak.spec.ts', 'e2e/crash.spec.ts', 'e2e/time.spec.ts'],
  outputDir: '../../node_modules/.cache/playwright-soak',
  expect: { timeout: 60_000 },
  workers: 1,
  reporter: [['list']],
  use: { launchOptions: chromium, viewport: { width: 1280, height: 900 }, acceptDownloads: true },
});
