import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Runs a command of this repository to its end, in our terminal; ends this process if it fails. */
export function run(command, args, { env = {} } = {}) {
  const { status, error } = tryRun(command, args, { env });
  if (status === 0) return;
  if (error !== undefined) console.error(`${command}: ${error.message}`);
  process.exit(status ?? 1);
}

/** As `run`, but lets the caller judge. */
export function tryRun(command, args, { env = {} } = {}) {
  return spawnSync(command, args, {
    cwd: root,
    // npm is a script on Windows, which only a shell can start.
    shell: process.platform === 'win32',
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
}

/** Packages as the lock file says; nothing happens if they are there already. Runs without any package itself. */
export function install() {
  // npm writes this file last, whenever it has changed node_modules.
  const installed = join(root, 'node_modules/.package-lock.json');
  const wanted = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log('Installing packages …');
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund'];
  if (tryRun('npm', ['ci', ...quietly]).status === 0) return;
  // `npm ci` refuses a lock file that lacks another platform's binaries, as one made with a partial mirror does.
  console.log('Once more, with npm install …');
  run('npm', ['install', ...quietly]);
}
