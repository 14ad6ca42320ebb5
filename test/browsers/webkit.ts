import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDownload } from './downloads.ts';
import type { Driver } from './driver.ts';
import { type Program, startProgram } from './process.ts';
import { clickElement, scriptMs, startSession } from './web-driver.ts';

/**
 * WebKitGTK's little browser on a screen of its own (Xvfb), by its own WebDriver. WebKitGTK gives pages shared memory only
 * when its environment says so; without it the page is one that wasm-vips cannot run in.
 */
export async function startWebKit({ sharedMemory }: { sharedMemory: boolean }): Promise<Driver> {
  const home = await mkdtemp(join(tmpdir(), 'webkit-'));
  const downloads = join(home, 'downloads');
  await mkdir(downloads);
  // Where a desktop says which folder downloads go to.
  await writeFile(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const screen = await startScreen();
  const port = await freePort();
  const driver = startProgram(process.env.WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver', [`--port=${port}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_DATA_HOME: join(home, 'data'),
      DISPLAY: screen.display,
      JSC_useSharedArrayBuffer: sharedMemory ? '1' : '0',
      // There is no graphics card, and the software that stands in for one is slow.
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    },
  });
  const session = await startSession(`http://127.0.0.1:${port}`, { timeouts: { script: scriptMs } });
  return {
    version: `WebKitGTK ${session.capabilities.browserVersion}`,
    goto: async (url) => void (await session.post('url', { url })),
    click: (xpath) => clickElement(session, xpath),
    evaluate: async <Args extends unknown[], T>(call: (...args: Args) => T, ...args: Args): Promise<Awaited<T>> =>
      (await session.post('execute/sync', { script: `return (${call})(...arguments)`, args })) as Awaited<T>,
    downloaded: (name) => readDownload(downloads, name),
    async close() {
      await driver.end();
      await screen.program.end();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A screen on a number that is free, which Xvfb finds and tells. */
async function startScreen(): Promise<{ program: Program; display: string }> {
  const program = startProgram('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(program.process.stdio[3] as NodeJS.ReadableStream, 'data');
  return { program, display: `:${String(number).trim()}` };
}

/** The driver takes a port, but does not tell which one it would choose. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
