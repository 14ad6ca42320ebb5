/** `npm test`: installs what is missing, a browser included, then runs every check in order until one fails. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install, root, run } from './install.js';
import { ensureChromium, ensureOtherBrowsers, ensureZipReaders } from './machine.js';

const endToEnd = ['test', '--config', 'test/playwright.config.ts'];
const steps = [
  ['Types, zone by zone', 'tsc', ['-b']],
  ['Lint and format', 'biome', ['check', '.']],
  ['Dead code', 'knip', []],
  ['Tests in Node and in a browser', 'vitest', ['run', '--config', 'test/vitest.config.ts']],
  ['Build', 'npm', ['run', 'build', '--silent']],
  ['Size budget', process.execPath, ['.ci/budget.js']],
  ['End to end', 'playwright', [...endToEnd, '--project', 'chromium']],
];

install();
const chromium = ensureChromium();
ensureZipReaders();
const others = ensureOtherBrowsers();
const ready = others.filter(({ missing }) => missing.length === 0).map(({ browser }) => browser);
if (ready.length > 0) {
  steps.push(['Other browsers', 'playwright', [...endToEnd, ...ready.flatMap((browser) => ['--project', browser])]]);
}
for (const [title, command, args] of steps) {
  const startMs = performance.now();
  console.log(`\n━━ ${title} ━━`);
  run(...toCommand(command, args), { env: chromium === undefined ? {} : { CHROMIUM: chromium } });
  console.log(`   ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
}
const skipped = others.filter(({ missing }) => missing.length > 0);
for (const { browser, missing } of skipped) console.warn(`\nSkipped: ${browser}, for want of ${missing.join(', ')}.`);
console.log(skipped.length === 0 ? '\nAll checks passed.' : '\nAll other checks passed.');

/** Tools of packages are started from where npm put them: no look-up, no download. */
function toCommand(command, args) {
  const tool = join(root, 'node_modules/.bin', command);
  return existsSync(tool) ? [tool, args] : [command, args];
}
