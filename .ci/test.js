/** `npm test`: installs what is missing, a browser included, then runs every check in order until one fails. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install, root, run } from './install.js';
import { ensureChromium, ensureZipReaders } from './machine.js';

const steps = [
  ['Types, zone by zone', 'tsc', ['-b']],
  ['Lint and format', 'biome', ['check', '.']],
  ['Dead code', 'knip', []],
  ['Tests in Node and in a browser', 'vitest', ['run', '--config', 'test/vitest.config.ts']],
  ['Build', 'npm', ['run', 'build', '--silent']],
  ['Size budget', process.execPath, ['.ci/budget.js']],
  ...(existsSync(join(root, 'test/playwright.config.ts'))
    ? [['End to end', 'playwright', ['test', '--config', 'test/playwright.config.ts']]]
    : []),
];

install();
const chromium = ensureChromium();
ensureZipReaders();
for (const [title, command, args] of steps) {
  const startMs = performance.now();
  console.log(`\n━━ ${title} ━━`);
  run(...toCommand(command, args), { env: chromium === undefined ? {} : { CHROMIUM: chromium } });
  console.log(`   ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
}
console.log('\nAll checks passed.');

/** Tools of packages are started from where npm put them: no look-up, no download. */
function toCommand(command, args) {
  const tool = join(root, 'node_modules/.bin', command);
  return existsSync(tool) ? [tool, args] : [command, args];
}
