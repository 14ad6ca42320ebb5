import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '..');

/** Builds the server of `npm start` into one file that needs no packages at run time. */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: 'src/relay/standalone.ts',
    outDir: 'dist-server',
    target: 'node20',
    sourcemap: true,
    rollupOptions: { output: { entryFileNames: 'server.js' } },
  },
  ssr: { noExternal: true },
});
