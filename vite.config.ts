import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type Connect, defineConfig, type Plugin, type Rolldown } from 'vite';
import { assembly } from './.ci/assembly.ts';
import { exportedPlaces, narrowTable } from './.ci/vips-table.ts';
import { limitThreads } from './.ci/vips-threads.ts';
import { samples } from './samples.ts';
import { createRelay, isRelayPath } from './src/relay/handler.ts';
import { cachingFor, headersFor } from './src/relay/headers.ts';
import { readRelaySettings } from './src/relay/settings.ts';

const root = import.meta.dirname;

const vipsSource = join(root, 'node_modules/wasm-vips');

const vipsScript = narrowTable(
  limitThreads(readFileSync(join(vipsSource, 'lib/vips-es6.js'), 'utf8')),
  exportedPlaces(readFileSync(join(vipsSource, 'lib/vips.wasm'))),
);

const vipsVersion: string = JSON.parse(readFileSync(join(vipsSource, 'package.json'), 'utf8')).version;

/** wasm-vips at a URL that changes only with what it is: streaming compilation and the code cache depend on that. */
const vipsFolder = `vips-${vipsVersion}-${createHash('sha256').update(vipsScript).digest('hex').slice(0, 8)}`;

const vipsFiles = ['vips-es6.js', 'vips.wasm', 'vips-heif.wasm', 'vips-jxl.wasm', 'vips-resvg.wasm'];

/** Files of packages that the page fetches by URL: path below the base → file on this machine. */
const packageFiles = new Map<string, string>([
  ...vipsFiles.map((name) => [`${vipsFolder}/${name}`, join(vipsSource, 'lib', name)] as const),
  ...samples.map(({ name, file }) => [`samples/${name}.jpg`, file] as const),
]);

const contentTypes: Record<string, string> = { js: 'text/javascript', wasm: 'application/wasm', jpg: 'image/jpeg' };

function readPackageFile(file: string): string | Uint8Array {
  return basename(file) === 'vips-es6.js' ? vipsScript : readFileSync(file);
}

function packageFilesPlugin(): Plugin {
  const serve: Connect.NextHandleFunction = (request, response, next) => {
    const path = (request.url ?? '').split('?')[0]?.slice(1) ?? '';
    const file = packageFiles.get(path);
    if (file === undefined) return next();
    response.setHeader('Content-Type', contentTypes[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
    response.end(readPackageFile(file));
  };
  return {
    name: 'package-files',
    configureServer: (server) => void server.middlewares.use(serve),
    generateBundle() {
      for (const [fileName, file] of packageFiles) {
        this.emitFile({ type: 'asset', fileName, originalFileName: basename(file), source: readPackageFile(file) });
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

type Output = Rolldown.OutputBundle[string];

/**
 * Builds the service worker once it is known what the page consists of. A script of its own in one piece: browsers that
 * take no modules for it still exist.
 */
function serviceWorkerPlugin(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const files = [...publicFiles(), ...Object.values(bundle).map(toFile)].filter(
          ({ path }) => !path.endsWith('.map'),
        );
        const isKept = ({ path }: BuiltFile) => /^samples\/|\.wasm$/.test(path);
        const define = {
          __SHELL__: JSON.stringify(toRelease(files.filter((file) => !isKept(file)))),
          __KEPT__: JSON.stringify(toRelease(files.filter(isKept))),
        };
        const fileName = 'service-worker.js';
        this.emitFile({ type: 'asset', fileName, source: await buildServiceWorker(define) });
      },
    },
  };
}

interface BuiltFile {
  path: string;
  content: string | Uint8Array;
}

function publicFiles(): BuiltFile[] {
  const folder = join(root, 'public');
  return readdirSync(folder).map((path) => ({ path, content: readFileSync(join(folder, path)) }));
}

function toFile(output: Output): BuiltFile {
  const content = output.type === 'chunk' ? output.code : output.source;
  // Hosts may redirect from index.html to the folder, and a redirected page cannot be opened from a cache.
  return { path: output.fileName === 'index.html' ? '' : output.fileName, content };
}

function toRelease(files: readonly BuiltFile[]) {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const hash = createHash('sha256');
  for (const { path, content } of sorted) hash.update(`${path}\0`).update(content);
  return { version: hash.digest('hex').slice(0, 12), paths: sorted.map(({ path }) => path) };
}

async function buildServiceWorker(define: Record<string, string>): Promise<string> {
  const input = join(root, 'src/service-worker/service-worker.ts');
  const options = { write: false, target: 'es2022', rollupOptions: { input, output: { format: 'iife' } } } as const;
  const built = await build({ configFile: false, root, publicDir: false, logLevel: 'warn', define, build: options });
  const [script] = (built as Rolldown.RolldownOutput).output;
  return script.code;
}

export default defineConfig({
  base: './',
  plugins: [react(), assembly(), headersPlugin(), relayPlugin(), packageFilesPlugin(), serviceWorkerPlugin()],
  define: {
    __VIPS_FOLDER__: JSON.stringify(`${vipsFolder}/`),
    __SAMPLES__: JSON.stringify(samples.map(({ name }) => name)),
  },
  optimizeDeps: { exclude: ['wasm-vips'] },
  worker: {
    format: 'es',
    plugins: () => [assembly()],
    rollupOptions: { output: { entryFileNames: 'workers/[name]-[hash].js' } },
  },
  build: {
    target: 'es2022',
    sourcemap: true,
    assetsInlineLimit: 0,
    // What the page begins with is asked for in one piece: by itself the bundler makes a dozen, for what `import()` shares.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } } },
  },
});
