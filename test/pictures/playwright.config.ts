import { defineConfig } from '@playwright/test';
import { chromium } from '../chromium.ts';

/** `npm run pictures`: the pictures of the readme, taken of the page as it is. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.pictures.ts',
  outputDir: '../../node_modules/.cache/playwright-pictures',
  timeout: 180_000,
  workers: 1,
  reporter: [['line']],
  use: { launchOptions: chromium, viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 },
});
