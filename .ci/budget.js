/** Fails if the JavaScript that the page loads before it can answer has grown over its budget. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './install.js';

/** Gzipped. A phone on a slow network (1.6 Mbit/s) has this in 0.7 s. */
const budgetBytes = 130_000;

const dist = join(root, 'dist');
const html = readFileSync(join(dist, 'index.html'), 'utf8');

const sizes = new Map();
for (const path of initialScripts()) addWithImports(join(dist, path));

const totalBytes = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
for (const [path, bytes] of sizes) console.log(`${toKb(bytes).padStart(9)}  ${path.slice(dist.length + 1)}`);
console.log(`${toKb(totalBytes).padStart(9)}  initial JavaScript, gzipped; the budget is ${toKb(budgetBytes)}`);
if (sizes.size === 0) stop('dist/index.html loads no script: the budget measures nothing.');
if (totalBytes >= budgetBytes) stop('Over budget. Load what is not needed at first with import().');

/** What index.html asks for by itself: module scripts and the modules that it preloads. */
function initialScripts() {
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  return tags
    .filter((tag) => tag.startsWith('<script') || tag.includes('modulepreload'))
    .flatMap((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []);
}

/** A module and all that it imports statically; `import()` is what comes later. */
function addWithImports(path) {
  if (sizes.has(path)) return;
  if (!existsSync(path)) stop(`${path} is loaded but was not built.`);
  const code = readFileSync(path, 'utf8');
  sizes.set(path, gzipSync(code).length);
  // Minified output has no line breaks or comments between the keyword and the quotes.
  for (const [, specifier] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g)) {
    addWithImports(join(dirname(path), specifier));
  }
}

function toKb(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
