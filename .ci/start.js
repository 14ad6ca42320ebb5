/** `npm start`: installs and builds what is missing, serves the page with its relay, stays until stopped. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { install, root, run } from './install.js';

/** Everything that the built page and server are made of. */
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', '.ci/server.vite.config.js'];
const built = ['dist/index.html', 'dist-server/server.js'];

install();
if (isOutdated()) {
  console.log('Building …');
  run('npm', ['run', 'build', '--silent']);
}
serve();

function isOutdated() {
  const outputs = built.map((path) => join(root, path));
  if (!outputs.every(existsSync)) return true;
  const builtMs = Math.min(...outputs.map((path) => statSync(path).mtimeMs));
  return sources.some((path) => newestMs(join(root, path)) > builtMs);
}

/** Time of the last change below a path; a folder's own time tells of files that were removed. */
function newestMs(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

function serve() {
  const server = spawn(process.execPath, [join(root, 'dist-server/server.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    const url = /http:\/\/\S+/.exec(String(chunk))?.[0];
    if (url !== undefined) openBrowser(url);
  });
  // npm that is stopped by a signal leaves its script behind: without it the port would stay taken.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && server.kill('SIGTERM'), 500).unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
  server.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
}

/** Only for a person at a desktop: not in CI, not over a pipe, not without a display. */
function openBrowser(url) {
  const isDesktop =
    process.platform === 'darwin' ||
    process.platform === 'win32' ||
    process.env.DISPLAY !== undefined ||
    process.env.WAYLAND_DISPLAY !== undefined;
  if (!process.stdin.isTTY || !process.stdout.isTTY || process.env.CI || process.env.SSH_CONNECTION || !isDesktop)
    return;
  const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
