import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Builds the page and the server that are soaked; gives the folder in which both lie. */
export function buildSoaked(): string {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  for (const config of ['page', 'server']) {
    const configFile = join(import.meta.dirname, `${config}.vite.config.ts`);
    execFileSync(process.execPath, [vite, 'build', '--config', configFile, '--logLevel', 'error'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return join(root, 'node_modules/.cache/soak');
}
