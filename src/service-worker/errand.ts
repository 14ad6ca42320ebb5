/** The parts of the page's build that the service worker looks after, by path below the page's folder. */
export interface Holdings {
  /** What the page needs to open and to work; `''` is the page itself. */
  shell: ReadonlySet<string>;
  /** Large files, kept once they were used. */
  kept: ReadonlySet<string>;
}

/**
 * What is to be done about a request: answer it with the page, with a file of the build, or with a large file; take in
 * what another app shares; or nothing (`null`), which leaves it to the browser as if there were no service worker.
 */
export type Errand = { do: 'page' | 'share' } | { do: 'file' | 'keep'; path: string } | null;

/** Where other apps send what they share, as the manifest says. */
export const sharePath = 'share';

/**
 * Other origins, the relay and whatever the build does not know are never touched.
 * @param scope the folder of the page, ending in a slash
 */
export function errandFor(
  request: Pick<Request, 'method' | 'mode' | 'url'>,
  scope: string,
  { shell, kept }: Holdings,
): Errand {
  const path = pathBelow(scope, request.url);
  if (path === null) return null;
  if (request.method === 'POST') return path === sharePath && request.mode === 'navigate' ? { do: 'share' } : null;
  if (request.method !== 'GET') return null;
  if (path === '' || path === 'index.html') return { do: 'page' };
  if (kept.has(path)) return { do: 'keep', path };
  return shell.has(path) || isStable(path) ? { do: 'file', path } : null;
}

/** A tab that is still open may ask for files of a version before. Their URLs carry a hash or a version: they never change. */
export function isStable(path: string): boolean {
  return /^(assets|workers|vips-[^/]*)\//.test(path);
}

function pathBelow(scope: string, href: string): string | null {
  const base = new URL(scope);
  const url = new URL(href);
  const isBelow = url.origin === base.origin && url.pathname.startsWith(base.pathname);
  return isBelow ? url.pathname.slice(base.pathname.length) : null;
}
