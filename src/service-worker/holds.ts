import { type Holdings, isStable } from './errand.ts';
import { toIsolated } from './isolated.ts';

/** A list of files of the build, and a version that changes with any of them. */
export interface Release {
  version: string;
  paths: readonly string[];
}

export interface HoldsOptions {
  /** The folder of the page, ending in a slash. Other pages of the same origin have caches too: names begin with it. */
  scope: string;
  shell: Release;
  kept: Release;
  caches: CacheStorage;
  fetch: typeof fetch;
}

/** Takes work that goes on after the answer: a service worker that is not held is ended. */
export type Later = (work: Promise<unknown>) => void;

/** The caches of one version: the shell as a whole, and the large files that were used. */
export interface Holds extends Holdings {
  /** Stores the shell whole, or rejects: half a version is none. */
  install(): Promise<void>;
  /** Ends caches that no open tab can want any more. */
  sweep(): Promise<void>;
  /** A file of the shell: this version's, else a version's before, else the network's. */
  file(path: string): Promise<Response>;
  /** A large file: kept, or fetched and kept from now on. */
  keep(path: string, later: Later): Promise<Response>;
  /** Keeps a large file that nobody asks for now, unless it is there or on its way. */
  stock(path: string, later: Later): Promise<void>;
}

export function createHolds({ scope, shell, kept, caches, fetch }: HoldsOptions): Holds {
  const names = {
    shell: `thumbnail-maker ${scope} shell ${shell.version}`,
    kept: `thumbnail-maker ${scope} kept ${kept.version}`,
  };
  const isOwn = (kind: keyof typeof names) => (name: string) => name.startsWith(`thumbnail-maker ${scope} ${kind} `);
  const urlOf = (path: string) => new URL(path, scope).href;

  const store = async (cache: Cache, path: string) => {
    // Files that never change may come from the browser's own cache; of all others only today's will do.
    const response = await fetch(urlOf(path), { cache: isStable(path) ? 'default' : 'no-cache' });
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
    await cache.put(urlOf(path), toIsolated(response, path));
  };

  const fromNetwork = async (path: string) => toIsolated(await fetch(urlOf(path)), path);

  const arriving = new Set<string>();

  const keep = async (path: string, later: Later): Promise<Response> => {
    const cache = await caches.open(names.kept);
    const known = await cache.match(urlOf(path), { ignoreVary: true });
    if (known !== undefined) return known;
    arriving.add(path);
    const coming = fromNetwork(path);
    const copied = coming.then((response) => (response.ok ? cache.put(urlOf(path), response.clone()) : undefined));
    // A full disk must not cost the user the file; without a copy it is fetched again next time.
    later(copied.catch(() => {}).finally(() => arriving.delete(path)));
    return coming;
  };

  return {
    shell: new Set(shell.paths),
    kept: new Set(kept.paths),
    async install() {
      const cache = await caches.open(names.shell);
      await Promise.all(shell.paths.map((path) => store(cache, path)));
    },
    async sweep() {
      const all = await caches.keys();
      // In the order of their making. The version before stays, for tabs that still show it.
      const shells = all.filter(isOwn('shell')).filter((name) => name !== names.shell);
      const outdated = [...shells.slice(0, -1), ...all.filter(isOwn('kept')).filter((name) => name !== names.kept)];
      await Promise.all(outdated.map((name) => caches.delete(name)));
    },
    async file(path) {
      const own = await caches.match(urlOf(path), { cacheName: names.shell, ignoreVary: true });
      if (own !== undefined) return own;
      for (const cacheName of (await caches.keys()).filter(isOwn('shell'))) {
        const older = await caches.match(urlOf(path), { cacheName, ignoreVary: true });
        if (older !== undefined) return older;
      }
      return fromNetwork(path);
    },
    keep,
    async stock(path, later) {
      if (!arriving.has(path)) await keep(path, later);
    },
  };
}
