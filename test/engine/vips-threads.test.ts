import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { limitThreads, vipsThreads } from '../../.ci/vips-threads.ts';

const script = readFileSync(`${import.meta.dirname}/../../node_modules/wasm-vips/lib/vips-es6.js`, 'utf8');

test('the script of wasm-vips starts as many threads as we say, and libvips is told', () => {
  const limited = limitThreads(script);
  expect(limited).toContain(`for(var a=${vipsThreads};a--;)`);
  expect(limited).toContain(`VIPS_MAX_THREADS=${vipsThreads};`);
});

test.each([
  ['asks otherwise', script.replaceAll('hardwareConcurrency', 'cores')],
  ['asks once more', `${script};navigator.hardwareConcurrency>6?navigator.hardwareConcurrency:6`],
  ['was limited already', limitThreads(script)],
])('a script that %s is refused', (_, changed) => {
  expect(() => limitThreads(changed)).toThrow(/look at it anew/);
});
