/**
 * The headers that the page and its files need, by path. One table for the dev server, `npm start`, the standalone
 * server and the `_headers` file of the build.
 *
 * - COOP and COEP make the page cross-origin isolated, without which there is no SharedArrayBuffer and no wasm-vips;
 *   workers need COEP on their own scripts too.
 * - The page's CSP has no `unsafe-eval`. wasm-vips builds its bindings with `new Function`, so only the scripts that run
 *   in workers get it: a worker that is loaded from a URL takes its policy from its own response.
 */
export function headersFor(path: string): Record<string, string> {
  const runsInWorker = /(^|\/)(vips-[^/]*|workers)\//.test(path);
  return {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Security-Policy': runsInWorker ? workerPolicy : pagePolicy,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** Files that carry their version or a hash in their URL never change; all others are asked for again, by their ETag. */
export function cachingFor(path: string): string {
  return /^\/(assets|workers|vips-[^/]*)\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

// Images come from any host by fetch (connect-src), but are shown only from our own bytes (img-src).
const shared =
  "default-src 'none'; connect-src * data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const pagePolicy = `${shared}; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; manifest-src 'self'`;

const workerPolicy = `${shared}; script-src 'self' blob: 'unsafe-eval' 'wasm-unsafe-eval'; worker-src 'self' blob:`;
