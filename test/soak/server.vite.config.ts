import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '../..');

/** Builds the server beside the soaked page, as `.ci/server.vite.config.js` builds the product's. */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: 'test/soak/server.ts',
    outDir: join(root, 'node_modules/.cache/soak/dist-server'),
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'server.js' } },
  },
  ssr: { noExternal: true },
});
