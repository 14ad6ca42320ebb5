import { playwright } from '@vitest/browser-playwright';
import { mergeConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import { assembly } from '../.ci/assembly.ts';
import page from '../vite.config.ts';
import { chromium } from './chromium.ts';

/** Vitest answers its own pages before any plugin of ours can. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

const root = `${import.meta.dirname}/..`;

/** `*.test.ts` runs in Node, `*.browser.test.ts` in a real browser; both stand in `test/`, in the folder of their zone. */
export default defineConfig({
  test: {
    projects: [
      {
        root,
        plugins: [assembly()],
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts'],
          setupFiles: 'test/fast-check.ts',
        },
      },
      mergeConfig(page, {
        root,
        server: { fs: { allow: [root] }, headers: isolation },
        // Found only while tests run, these would be bundled anew in their midst, and React would be there twice.
        optimizeDeps: {
          include: [
            'react',
            'react-dom/client',
            'react/jsx-runtime',
            'react/jsx-dev-runtime',
            'virtua',
            'comlink',
            'axe-core',
            'fast-check',
            'valibot',
          ],
        },
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts', 'test/**/*.browser.test.tsx'],
          testTimeout: 60_000,
          // A browser cannot make pictures with sharp: they lie ready before it starts.
          globalSetup: 'test/fixtures/setup.ts',
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            // As large as the largest page that a test looks at: a larger one would be shown scaled down.
            provider: playwright({
              launchOptions: chromium,
              contextOptions: { viewport: { width: 1280, height: 1800 } },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      }),
    ],
  },
});
