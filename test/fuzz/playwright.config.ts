import { defineConfig } from '@playwright/test';
import { chromium } from '../chromium.ts';

/** `npm run fuzz`: damaged files through the real engines; `MUTANTS=400` for a quick look, `ONLY=svg` for those of one kind. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.fuzz.ts',
  outputDir: '../../node_modules/.cache/playwright-fuzz',
  timeout: 3_600_000,
  workers: 1,
  reporter: [['line']],
  use: { launchOptions: chromium },
});
