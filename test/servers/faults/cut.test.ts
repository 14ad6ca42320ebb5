import sharp from 'sharp';
import { expect, test } from 'vitest';
import { hear } from '../wire.ts';
import { bytesOf, named, startStand } from './stand.ts';

const stand = startStand();

const promised = (head: string) => Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);

test('short-length: half of what was promised', async () => {
  const { head, body, ending } = await hear(stand.server.url('short-length'));
  expect(ending).toBe('closed');
  expect(body.length).toBe(Math.floor(promised(head) / 2));
});

test('broken-chunk and missing-chunk: chunks without their end', async () => {
  const broken = await hear(stand.server.url('broken-chunk'));
  expect(broken.head).toMatch(/transfer-encoding: chunked/i);
  expect(broken.body.toString('latin1').endsWith('no size\r\n')).toBe(true);
  const missing = await hear(stand.server.url('missing-chunk'));
  expect(missing.body.length).toBeGreaterThan(1000);
  expect(missing.body.toString('latin1').endsWith('0\r\n\r\n')).toBe(false);
  for (const name of ['short-length', 'broken-chunk', 'missing-chunk'])
    await expect(bytesOf(stand.server.url(name))).rejects.toThrow();
});

test('http10-close: fetch believes that it has all', async () => {
  const { head } = await hear(stand.server.url('http10-close'));
  expect(head).toMatch(/^HTTP\/1\.0 200 OK/);
  expect(head).not.toMatch(/^(content-length|transfer-encoding)/im);
  const bytes = await bytesOf(stand.server.url('http10-close'));
  await expect(sharp(bytes, { failOn: 'truncated' }).stats()).rejects.toThrow();
});

test('half-jpeg: the length is right and the picture is not', async () => {
  const bytes = await bytesOf(stand.server.url('half-jpeg'));
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg' });
  await expect(sharp(bytes, { failOn: 'truncated' }).stats()).rejects.toThrow();
});

test('resets: before, after the headers, in the body', async () => {
  expect(await hear(stand.server.url('reset-request'))).toMatchObject({ head: '', ending: 'reset' });
  const afterHeaders = await hear(stand.server.url('reset-headers'));
  expect(afterHeaders).toMatchObject({ head: expect.stringMatching(/^HTTP\/1.1 200 OK/), ending: 'reset' });
  expect(afterHeaders.body).toHaveLength(0);
  const inBody = await hear(stand.server.url('reset-body'));
  expect(inBody.ending).toBe('reset');
  expect(inBody.body.length).toBe(Math.floor(promised(inBody.head) / 2));
});

test('no HTTP at all: nothing, another protocol, a megabyte of headers', async () => {
  expect(await hear(stand.server.url('close-request'))).toMatchObject({ head: '', ending: 'closed' });
  expect((await hear(stand.server.url('wrong-protocol'))).head).toMatch(/^SSH-2\.0-/);
  expect((await hear(stand.server.url('huge-headers'))).head.length).toBeGreaterThan(2 ** 20);
  for (const name of ['reset-request', 'close-request', 'wrong-protocol', 'huge-headers']) {
    await expect(bytesOf(stand.server.url(name, 'fetch'))).rejects.toThrow();
  }
});

test.each(named(/^(short|half-jpeg|reset)-once$/))('%s: the second time it is whole', async (name) => {
  const strict = async () => sharp(await bytesOf(stand.server.url(name)), { failOn: 'warning' }).stats();
  await expect(strict()).rejects.toThrow();
  await strict();
});
