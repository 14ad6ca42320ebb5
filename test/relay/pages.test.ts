import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPages } from '../../src/relay/pages.ts';

/** A page of these files, and how to ask for one. */
async function serve(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
  for (const [name, content] of Object.entries(files)) write(name, content);
  const server = http.createServer(createPages(folder));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { port } = server.address() as AddressInfo;
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return [response.status, await response.text()] as const;
  };
  return { folder, write, get };
}

test('a page that is built anew is served as it is now, whatever was there before', async () => {
  const { folder, write, get } = await serve({ 'index.html': 'old', 'old.js': 'old()' });
  expect(await get('/')).toEqual([200, 'old']);
  expect(await get('/old.js')).toEqual([200, 'old()']);
  rmSync(join(folder, 'old.js'));
  write('index.html', 'the new page is longer');
  write('new.js', 'new()');
  expect(await get('/old.js')).toEqual([404, 'There is nothing here.\n']);
  expect(await get('/new.js')).toEqual([200, 'new()']);
  expect(await get('/')).toEqual([200, 'the new page is longer']);
});

test('in the midst of a build there is nothing, and the server lives on', async () => {
  const { folder, get } = await serve({ 'index.html': 'page' });
  rmSync(folder, { recursive: true });
  expect((await get('/'))[0]).toBe(404);
  expect((await get('/index.html'))[0]).toBe(404);
});

test('a file that can be seen but not read ends its own answer only', async () => {
  const { folder, get } = await serve({ 'index.html': 'page' });
  // Of all files a socket is the one that nobody, not even root, can open for reading.
  const socket = net.createServer().listen(join(folder, 'socket.js'));
  onTestFinished(() => void socket.close());
  await new Promise((resolve) => socket.once('listening', resolve));
  await expect(get('/socket.js')).rejects.toThrow();
  expect(await get('/')).toEqual([200, 'page']);
});
