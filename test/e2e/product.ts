import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const repository = join(import.meta.dirname, '../..');

/** The product as a user runs it: the standalone server with the built page. */
export interface Product {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the server on a free port; `allow` are the `host:port` addresses that its relay may reach. `folder` holds the
 * built page and server, if they are others than those of `npm run build`.
 */
export async function startProduct(allow: readonly string[], folder = repository): Promise<Product> {
  const server = spawn(process.execPath, [join(folder, 'dist-server/server.js')], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', RELAY_ALLOW: allow.join(',') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { url: await urlFrom(server), close: () => end(server) };
}

async function urlFrom(server: ChildProcess): Promise<string> {
  if (server.stdout === null) throw new Error('the server has no output');
  for await (const line of createInterface(server.stdout)) {
    const url = /http:\/\/localhost:\d+\//.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error('the server ended before it said where it listens');
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.kill();
  await ended;
}
