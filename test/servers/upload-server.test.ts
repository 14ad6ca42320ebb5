import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { createUploadServer, type UploadServer } from './upload-server.ts';

let server: UploadServer;

afterEach(() => server.close());

const put = (key: string, body = key, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/${key}`, { method: 'PUT', body, headers });

async function putStatus(key: string): Promise<number> {
  const response = await put(key);
  await response.arrayBuffer();
  return response.status;
}

test('keeps what it is given, and gives it back', async () => {
  server = await createUploadServer();
  const { status, headers } = await put('a%20folder/cat_200.jpg', 'bytes', { 'Content-Type': 'image/jpeg' });
  expect(status).toBe(200);
  expect(headers.get('etag')).toBe(`"${createHash('md5').update('bytes').digest('hex')}"`);
  expect(headers.get('access-control-expose-headers')).toMatch(/ETag/);
  expect(server.objects.get('a folder/cat_200.jpg')).toEqual({
    bytes: Buffer.from('bytes'),
    sha256: createHash('sha256').update('bytes').digest('hex'),
    contentType: 'image/jpeg',
    stores: 1,
  });
  const head = await fetch(`${server.origin}/a%20folder/cat_200.jpg`, { method: 'HEAD' });
  expect([head.headers.get('content-length'), head.headers.get('etag')]).toEqual(['5', headers.get('etag')]);
  expect(await (await fetch(`${server.origin}/a%20folder/cat_200.jpg`)).text()).toBe('bytes');
  expect((await fetch(`${server.origin}/other`)).status).toBe(404);
});

test('counts every store of a key; a conditional PUT is refused the second time', async () => {
  server = await createUploadServer();
  await put('x');
  await put('x');
  expect(server.objects.get('x')?.stores).toBe(2);
  expect((await put('x', 'y', { 'If-None-Match': '*' })).status).toBe(412);
  expect(server.objects.get('x')?.stores).toBe(2);
});

test('failEvery: every fifth request fails, never the same key twice', async () => {
  server = await createUploadServer({ failEvery: 5 });
  const statuses: number[] = [];
  for (let index = 1; index <= 10; index += 1) statuses.push(await putStatus(`${index}`));
  expect(statuses).toEqual([200, 200, 200, 200, 503, 200, 200, 200, 200, 503]);
  expect(server.objects.size).toBe(8);
  for (let again = 0; again < 6; again += 1) expect(await putStatus('5')).toBe(200);
});

test('loseEvery: the object is stored and the answer lost, once for each key', async () => {
  server = await createUploadServer({ loseEvery: 2 });
  expect(await putStatus('1')).toBe(200);
  await expect(put('2')).rejects.toThrow();
  expect(server.objects.get('2')?.stores).toBe(1);
  expect(server.ledger.entries.at(-1)?.outcome).toBe('cut');
  expect(await putStatus('3')).toBe(200);
  expect(await putStatus('2')).toBe(200);
  expect(server.objects.get('2')?.stores).toBe(2);
});

test('preflights are answered, or refused', async () => {
  server = await createUploadServer();
  const asked = await fetch(`${server.origin}/x`, { method: 'OPTIONS' });
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-methods')).toMatch(/PUT/);
  server.behave({ refusePreflight: true });
  const refused = await fetch(`${server.origin}/x`, { method: 'OPTIONS' });
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});

test('expires in the middle of a run, and works again afterwards', async () => {
  server = await createUploadServer();
  expect(await putStatus('1')).toBe(200);
  server.behave({ expired: true });
  expect(await putStatus('2')).toBe(403);
  server.behave({ expired: false });
  expect(await putStatus('2')).toBe(200);
  expect([...server.objects.keys()]).toEqual(['1', '2']);
});

test('corrupting: the ETag is that of other bytes', async () => {
  server = await createUploadServer({ corrupting: true });
  const { headers } = await put('x', 'bytes');
  expect(headers.get('etag')).not.toBe(`"${createHash('md5').update('bytes').digest('hex')}"`);
  expect(server.objects.get('x')?.bytes.toString()).not.toBe('bytes');
});

test('redirects with the key kept', async () => {
  server = await createUploadServer({ redirectTo: 'http://127.0.0.1:9' });
  const { status, headers } = await fetch(`${server.origin}/x`, { method: 'PUT', body: 'x', redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([307, 'http://127.0.0.1:9/x']);
  expect(server.objects.size).toBe(0);
});
