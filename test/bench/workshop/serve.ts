import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin, preview } from 'vite';
import type { Photo } from '../../photos/photo.ts';
import type { Workshop } from './page.ts';

const root = join(import.meta.dirname, '../../..');
const cache = join(root, 'node_modules/.cache');

/** A tab of any browser: Playwright's page, or the driver of a browser that Playwright does not drive. */
export interface Tab {
  goto(url: string): Promise<unknown>;
  evaluate(call: (argument: Call) => unknown, argument: Call): Promise<unknown>;
}

type Call = [method: string, parameters: unknown[]];

/** The engines, built as the product's are, on a page of their own. */
export interface ServedWorkshop {
  /** Opens the workshop in this tab from where it can fetch these photos. */
  open(tab: Tab, photos: readonly Photo[]): Promise<OpenWorkshop>;
  close(): Promise<void>;
}

export type OpenWorkshop = Workshop & { urls: readonly string[] };

/** Builds the workshop, and serves it with the product's headers on a free port of this machine. */
export async function serveWorkshop(): Promise<ServedWorkshop> {
  const photos = new Map<string, Photo>();
  await mkdir(cache, { recursive: true });
  // One of its own: another bench may be running from its build.
  const outDir = await mkdtemp(join(cache, 'workshop-'));
  const base = { root, configFile: join(root, 'vite.config.ts'), logLevel: 'error' } as const;
  await build({
    ...base,
    publicDir: false,
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: join(import.meta.dirname, 'index.html') } },
  });
  const server = await preview({
    ...base,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
    plugins: [servePhotos(photos)],
  });
  const origin = (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, '');
  return {
    async open(tab, wanted) {
      for (const photo of wanted) photos.set(`/photos/${photo.name}`, photo);
      await tab.goto(`${origin}/test/bench/workshop/index.html`);
      const workshop = toCalls(tab);
      const urls = wanted.map(({ name }) => `/photos/${name}`);
      return { ...workshop, urls };
    },
    async close() {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}

function servePhotos(photos: ReadonlyMap<string, Photo>): Plugin {
  return {
    name: 'photos',
    configurePreviewServer: ({ middlewares }) =>
      void middlewares.use((request, response, next) => {
        const photo = photos.get(request.url ?? '');
        if (photo === undefined) next();
        else response.end(photo.bytes());
      }),
  };
}

/** The workshop's functions, called from here. */
function toCalls(tab: Tab): Workshop {
  const call =
    <Name extends keyof Workshop>(name: Name) =>
    (...values: Parameters<Workshop[Name]>) =>
      tab.evaluate(
        ([method, args]) => {
          const { workshop } = globalThis as unknown as { workshop: Record<string, (...args: unknown[]) => unknown> };
          return workshop[method]?.(...args);
        },
        [name, values] as [string, unknown[]],
      ) as Promise<Awaited<ReturnType<Workshop[Name]>>>;
  return {
    engage: call('engage'),
    hold: call('hold'),
    render: call('render'),
    inspect: call('inspect'),
    judge: call('judge'),
    downloadOnly: call('downloadOnly'),
    renderOnly: call('renderOnly'),
    handOver: call('handOver'),
    stats: call('stats'),
  };
}
