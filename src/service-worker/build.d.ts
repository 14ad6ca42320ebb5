/** Written into the code by the build (vite.config.ts). Paths are relative to the page's folder; `''` is the page itself. */
declare const __SHELL__: { version: string; paths: readonly string[] };
declare const __KEPT__: { version: string; paths: readonly string[] };
