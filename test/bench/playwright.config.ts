import { defineConfig } from '@playwright/test';
import { chromium } from '../chromium.ts';

/** `npm run bench`: comparisons in one run, printed as ratios with their spread. Nothing here can fail for being slow. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../node_modules/.cache/playwright-bench',
  timeout: 900_000,
  workers: 1,
  reporter: [['line']],
  use: { launchOptions: chromium, viewport: { width: 1280, height: 900 } },
});
