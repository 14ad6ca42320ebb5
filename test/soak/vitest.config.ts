import { defineConfig } from 'vitest/config';

/** What takes minutes and gigabytes: `npx vitest run --config test/soak/vitest.config.ts`. No part of `npm test`. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/soak/**/*.soak.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
