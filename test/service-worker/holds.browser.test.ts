import { afterEach, expect, test } from 'vitest';
import { createHolds, type Release } from '../../src/service-worker/holds.ts';

/** Below the page of the tests, yet nobody's: caches belong to a scope. */
const scope = new URL('/holds-under-test/', location.href).href;

afterEach(async () => {
  for (const name of await caches.keys()) if (name.includes(scope)) await caches.delete(name);
});

/** A host with these files, by path. It counts what is asked of it. */
function createHost(files: Record<string, string>) {
  const asked: string[] = [];
  const fetch = async (input: string | URL | Request) => {
    const path = String(input).slice(scope.length);
    asked.push(path);
    const body = files[path];
    return body === undefined
      ? new Response(null, { status: 404 })
      : new Response(body, { headers: { 'X-Own': 'yes' } });
  };
  return { asked, files, fetch };
}

const kept: Release = { version: 'k1', paths: ['vips-1/vips.wasm'] };
const shell = (version: string, ...paths: string[]): Release => ({ version, paths: ['', ...paths] });

const create = (host: ReturnType<typeof createHost>, release: Release, keptRelease = kept) =>
  createHolds({ scope, shell: release, kept: keptRelease, caches, fetch: host.fetch });

const finish: Promise<unknown>[] = [];
const later = (work: Promise<unknown>) => void finish.push(work);

test('a stored page has the headers that its host does not send, and keeps those that it does', async () => {
  const host = createHost({ '': 'page', 'workers/a.js': 'worker' });
  const holds = create(host, shell('1', 'workers/a.js'));
  await holds.install();
  const page = await holds.file('');
  expect(await page.text()).toBe('page');
  expect(page.headers.get('X-Own')).toBe('yes');
  expect(page.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
  expect(page.headers.get('Content-Security-Policy')).not.toContain("'unsafe-eval'");
  const worker = await holds.file('workers/a.js');
  expect(worker.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
  expect(worker.headers.get('Content-Security-Policy')).toContain("'unsafe-eval'");
  expect(host.asked).toEqual(['', 'workers/a.js']);
});

test('half a version is none', async () => {
  const holds = create(createHost({ '': 'page' }), shell('1', 'assets/missing.js'));
  await expect(holds.install()).rejects.toThrow('HTTP 404');
});

test('a tab of the version before still gets its files; of the one before that, no more', async () => {
  const host = createHost({ '': 'page', 'assets/1.js': 'one', 'assets/2.js': 'two', 'assets/3.js': 'three' });
  await create(host, shell('1', 'assets/1.js')).install();
  await create(host, shell('2', 'assets/2.js')).install();
  const third = create(host, shell('3', 'assets/3.js'));
  await third.install();
  await third.sweep();
  host.files['assets/1.js'] = 'gone over the network';
  delete host.files['assets/2.js'];
  expect(await (await third.file('assets/2.js')).text()).toBe('two');
  expect(await (await third.file('assets/1.js')).text()).toBe('gone over the network');
});

test('a large file is fetched once, and goes when the build has another', async () => {
  const host = createHost({ 'vips-1/vips.wasm': 'wasm' });
  const holds = create(host, shell('1'));
  expect(await (await holds.keep('vips-1/vips.wasm', later)).text()).toBe('wasm');
  await Promise.all(finish.splice(0));
  expect(await (await holds.keep('vips-1/vips.wasm', later)).text()).toBe('wasm');
  expect(host.asked).toEqual(['vips-1/vips.wasm']);

  // Other software first, then the version with the new file: the old copy ends with its activation.
  const next = create(host, shell('2'), { version: 'k2', paths: ['vips-2/vips.wasm'] });
  await next.sweep();
  expect((await caches.keys()).filter((name) => name.includes(`${scope} kept`))).toEqual([]);
});

test('a large file that is on its way is not fetched a second time to be kept', async () => {
  const host = createHost({ 'vips-1/vips.wasm': 'wasm' });
  const holds = create(host, shell('1'));
  const used = holds.keep('vips-1/vips.wasm', later);
  await expect.poll(() => host.asked.length).toBe(1);
  await holds.stock('vips-1/vips.wasm', later);
  expect(await (await used).text()).toBe('wasm');
  await Promise.all(finish.splice(0));
  await holds.stock('vips-1/vips.wasm', later);
  expect(host.asked).toEqual(['vips-1/vips.wasm']);
});

test('a failure is passed on and never kept', async () => {
  const host = createHost({});
  const holds = create(host, shell('1'));
  expect((await holds.keep('vips-1/vips.wasm', later)).status).toBe(404);
  host.files['vips-1/vips.wasm'] = 'wasm';
  expect((await holds.keep('vips-1/vips.wasm', later)).status).toBe(200);
  await Promise.all(finish.splice(0));
});

test('caches of other pages of the origin are left alone', async () => {
  const foreign = `thumbnail-maker ${new URL('/other/', location.href).href} shell 0`;
  await caches.open(foreign);
  await create(createHost({ '': 'page' }), shell('1')).sweep();
  expect(await caches.has(foreign)).toBe(true);
  await caches.delete(foreign);
});
