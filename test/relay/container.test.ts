import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * What can be known of the container without a builder of containers. That its server starts in a folder with nothing
 * else in it is told by `standalone.test.ts`, which builds it and starts it so.
 */
const root = join(import.meta.dirname, '../..');
const lines = readFileSync(join(root, '.ci/Containerfile'), 'utf8').split('\n');
const [building = [], running = []] = lines
  .filter((line) => /^[A-Z]+ /.test(line))
  .join('\n')
  .split(/^(?=FROM )/m)
  .map((stage) => stage.trim().split('\n'));
const valuesOf = (stage: readonly string[], word: string) =>
  stage.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
const sourcesOf = (stage: readonly string[]) =>
  valuesOf(stage, 'COPY').flatMap((value) =>
    value
      .replace(/^--\S+ /, '')
      .split(' ')
      .slice(0, -1),
  );

test('all that the container is built from is in the repository', () => {
  const sources = sourcesOf(building);
  expect(sources).toContain('src');
  expect(sources.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('all that the build reads is copied: what its scripts and configurations import', () => {
  const copied = sourcesOf(building);
  const isCopied = (path: string) => copied.some((source) => path === source || path.startsWith(`${source}/`));
  const read = ['package.json', 'vite.config.ts', '.ci/server.vite.config.js', '.ci/assembly.ts', 'samples.ts'];
  for (const file of read) {
    expect(isCopied(file), file).toBe(true);
    const imports = [...readFileSync(join(root, file), 'utf8').matchAll(/from '(\.{1,2}\/[^']+)'/g)];
    for (const [, path = ''] of imports) expect(isCopied(join(file, '..', path)), `${file}: ${path}`).toBe(true);
  }
});

test('it runs the server that is built, as nobody special, for all who reach the container', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(valuesOf(building, 'RUN')).toEqual(['npm ci --no-audit --no-fund', 'npm run build']);
  expect(scripts.build).toContain('.ci/server.vite.config.js');
  expect(sourcesOf(running)).toEqual(['/build/dist', '/build/dist-server/server.js']);
  expect(valuesOf(running, 'CMD')).toEqual(['["node", "dist-server/server.js"]']);
  expect(valuesOf(running, 'USER')).toEqual(['node']);
  expect(valuesOf(running, 'ENV').join(' ')).toContain('HOST=0.0.0.0 PORT=4173');
  expect(valuesOf(running, 'EXPOSE')).toEqual(['4173']);
});
