import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { headersFor } from '../../src/relay/headers.ts';
import { listen, png, sendPng } from './stand.ts';

/** The server as `npm start` runs it: built, in a folder without packages, beside a page. */
const folder = mkdtempSync(join(tmpdir(), 'standalone-'));

const files: Record<string, string> = {
  'index.html': '<!doctype html><title>Page</title>',
  'assets/index-a1b2c3.js': 'export {};',
  'workers/engine-a1b2c3.js': 'export {};',
  'vips-0.0.19/vips.wasm': '\0asm',
  'manifest.webmanifest': '{}',
};

beforeAll(async () => {
  await build({
    configFile: join(import.meta.dirname, '../../.ci/server.vite.config.js'),
    build: { outDir: join(folder, 'dist-server') },
    logLevel: 'error',
  });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, 'dist', path, '..'), { recursive: true });
    writeFileSync(join(folder, 'dist', path), content);
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(
  env: NodeJS.ProcessEnv,
): ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } {
  const server = spawn(process.execPath, [join(folder, 'dist-server/server.js')], {
    env: { PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void server.kill('SIGKILL'));
  return server;
}

/** The port in the line that says where the page is. */
async function startReady(env: NodeJS.ProcessEnv = {}): Promise<number> {
  let said = '';
  for await (const chunk of start(env).stdout) {
    said += chunk;
    const port = /http:\/\/localhost:(\d+)\/\n/.exec(said)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error(`no line with a URL in: ${said}`);
}

function get(port: number, path: string, { method = 'GET', headers = {} } = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', path, method, headers, agent: false });
    request.once('response', (response) => resolve(response.resume())).once('error', reject);
    request.end();
  });
}

test('every answer has its headers, files have their types and their caching', async () => {
  const port = await startReady();
  const table: [path: string, status: number, type: string, caching: string][] = [
    ['/', 200, 'text/html;charset=utf-8', 'no-cache'],
    ['/assets/index-a1b2c3.js', 200, 'text/javascript', 'public, max-age=31536000, immutable'],
    ['/workers/engine-a1b2c3.js', 200, 'text/javascript', 'public, max-age=31536000, immutable'],
    ['/vips-0.0.19/vips.wasm', 200, 'application/wasm', 'public, max-age=31536000, immutable'],
    ['/manifest.webmanifest', 200, 'application/manifest+json', 'no-cache'],
    ['/assets/gone-a1b2c3.js', 404, 'text/plain;charset=utf-8', 'no-store'],
    ['/../dist-server/server.js', 404, 'text/plain;charset=utf-8', 'no-store'],
    ['/%2e%2e/dist-server/server.js', 404, 'text/plain;charset=utf-8', 'no-store'],
    ['/%', 404, 'text/plain;charset=utf-8', 'no-store'],
  ];
  for (const [path, status, type, caching] of table) {
    const { statusCode, headers } = await get(port, path);
    expect([path, statusCode, headers['content-type'], headers['cache-control']]).toEqual([
      path,
      status,
      type,
      caching,
    ]);
    for (const [name, value] of Object.entries(headersFor(path))) expect(headers[name.toLowerCase()]).toBe(value);
  }
});

test('only workers may compile code from text', async () => {
  const port = await startReady();
  const policy = async (path: string) => (await get(port, path)).headers['content-security-policy'];
  expect(await policy('/')).not.toContain("'unsafe-eval'");
  expect(await policy('/workers/engine-a1b2c3.js')).toContain("'unsafe-eval'");
});

test('a page that has not changed is not sent again; odd requests do no harm', async () => {
  const port = await startReady();
  const { etag } = (await get(port, '/')).headers;
  const again = await get(port, '/', { headers: { 'If-None-Match': etag } });
  expect([again.statusCode, again.headers['cross-origin-embedder-policy']]).toEqual([304, 'require-corp']);
  expect((await get(port, '/', { headers: { Range: 'bytes=5-2' } })).statusCode).toBe(200);
  expect((await get(port, '/', { method: 'POST' })).statusCode).toBe(405);
  expect((await get(port, '/', { headers: { Host: 'rebound.example' } })).statusCode).toBe(421);
  expect((await get(port, '/', { headers: { Host: `localhost:${port}` } })).statusCode).toBe(200);
});

test('the relay is there, and obeys RELAY_ALLOW and ALLOWED_HOSTS', async () => {
  const origin = await listen(sendPng);
  const port = await startReady({ RELAY_ALLOW: origin.host, ALLOWED_HOSTS: 'thumbs.example' });
  const path = `/relay?url=http://${origin.host}/x.png`;
  const asPage = { 'Sec-Fetch-Site': 'same-origin', Host: 'thumbs.example' };
  const { statusCode, headers } = await get(port, path, { headers: asPage });
  expect([statusCode, headers['x-relay'], headers['content-length']]).toEqual([200, 'bytes', `${png.length}`]);
  expect((await get(port, path)).statusCode).toBe(403);
  const asShard = { Host: `r3.localhost:${port}`, Origin: `http://localhost:${port}` };
  expect((await get(port, path, { headers: asShard })).headers['x-relay']).toBe('bytes');
  expect((await get(port, '/', { headers: asShard })).statusCode).toBe(421);
  expect((await get(port, '/relay?ready', { headers: asShard })).headers['x-relay']).toBe('ready');
  expect((await get(port, '/relay?ready')).statusCode).toBe(403);
  const strict = await startReady();
  expect((await get(strict, path, { headers: { 'Sec-Fetch-Site': 'same-origin' } })).statusCode).toBe(403);
  expect(origin.requests.length).toBe(2);
});

test('a port that is taken and a list that cannot be read are told, and end the server', async () => {
  const taken = await listen(sendPng);
  for (const [env, words] of [
    [{ PORT: `${taken.port}` }, `Port ${taken.port} is taken`],
    [{ RELAY_ALLOW: 'photos.lan' }, 'RELAY_ALLOW: "photos.lan"'],
    [{ PORT: 'many' }, 'PORT'],
  ] as const) {
    const server = start(env);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    expect(await text(server.stderr)).toContain(words);
    expect(await ended).toBe(1);
  }
});
