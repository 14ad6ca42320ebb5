import { join } from 'node:path';
import { mergeConfig, type Plugin } from 'vite';
import page from '../../vite.config.ts';

const root = join(import.meta.dirname, '../..');

const entry: Plugin = {
  name: 'soak-entry',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => html.replace('/src/main.tsx', '/test/soak/main.ts'),
  },
};

/** Builds the page as it is, but for its entry. */
export default mergeConfig(page, {
  root,
  plugins: [entry],
  build: { outDir: join(root, 'node_modules/.cache/soak/dist'), emptyOutDir: true, sourcemap: false },
});
