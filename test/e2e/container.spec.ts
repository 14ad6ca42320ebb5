import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';

const repository = join(import.meta.dirname, '../..');
/** The user of official Node images; only root can become another. */
const unprivileged = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};

async function mode(folder: string, bits: number): Promise<void> {
  for (const place of ['', 'dist', 'dist-server']) await chmod(join(folder, place), bits);
}

test('what the container holds is enough: page and server alone, read-only, started by nobody special', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'container-'));
  await mkdir(join(folder, 'dist-server'));
  await cp(join(repository, 'dist'), join(folder, 'dist'), { recursive: true });
  await cp(join(repository, 'dist-server/server.js'), join(folder, 'dist-server/server.js'));
  await mode(folder, 0o555);
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', HOST: '0.0.0.0', PORT: '0' };
  const server = spawn(process.execPath, ['dist-server/server.js'], {
    ...{ cwd: folder, env, ...unprivileged },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let url = '';
    for await (const line of createInterface(server.stdout)) {
      url = /http:\/\/localhost:\d+\//.exec(line)?.[0] ?? '';
      break;
    }
    const page = await fetch(url);
    expect([page.status, page.headers.get('cross-origin-embedder-policy')]).toEqual([200, 'require-corp']);
    const [, script = ''] = /src="\.\/([^"]+\.js)"/.exec(await page.text()) ?? [];
    expect((await fetch(new URL(script, url))).status).toBe(200);
  } finally {
    if (server.exitCode === null) {
      server.kill();
      await once(server, 'exit');
    }
    await mode(folder, 0o755);
    await rm(folder, { recursive: true });
  }
});
