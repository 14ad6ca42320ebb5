import { expect, test } from 'vitest';
import { tinyPhotos } from '../photos/small.ts';
import { createPhotoServer } from './photo-server.ts';

test('serves each photo under its name, with CORS and a ledger', async () => {
  const photos = await tinyPhotos(3);
  const server = await createPhotoServer(photos);
  for (const [index, url] of server.urls.entries()) {
    const response = await fetch(url);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await response.arrayBuffer()).equals(photos[index]?.bytes() as Buffer)).toBe(true);
  }
  expect((await fetch(`${server.origin}/other.jpg`)).status).toBe(404);
  expect((await fetch(`${server.origin}/%E0%A4%A.jpg`)).status).toBe(404);
  expect(server.ledger.entries.map(({ status }) => status)).toEqual([200, 200, 200, 404, 404]);
  await server.close();
});

test('serves a folder, and nothing above it', async () => {
  const server = await createPhotoServer(import.meta.dirname, { cors: false });
  const response = await fetch(`${server.origin}/faults/index.ts`);
  expect(response.status).toBe(200);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect((await fetch(`${server.origin}/..%2fvitest.config.ts`)).status).toBe(404);
  expect((await fetch(`${server.origin}/faults`)).status).toBe(404);
  await server.close();
});
