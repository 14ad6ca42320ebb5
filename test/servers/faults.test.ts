import { createGunzip } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { specimen } from '../photos/specimen.ts';
import { createFaultServer, type FaultServer } from './fault-server.ts';
import { gzipBomb, inflatedBytes } from './faults/bomb.ts';
import { faults } from './faults/index.ts';
import { until } from './until.ts';
import { hear } from './wire.ts';

let server: FaultServer;
let closed: FaultServer;

beforeAll(async () => {
  closed = await createFaultServer({ cors: false });
  const open = await createFaultServer();
  server = await createFaultServer({
    delayMs: 20,
    targets: { open: open.origin, closed: closed.origin, private: 'http://10.0.0.1' },
  });
  const { close } = closed;
  closed.close = async () => void (await Promise.all([close(), open.close()]));
});

afterAll(() => Promise.all([server.close(), closed.close()]));

const bytesOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
const statusOf = async (url: string) => {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status;
};
const named = (pattern: RegExp) => [...faults.keys()].filter((name) => pattern.test(name));
const pathOf = (url: string) => new URL(url).pathname;

test('the registry: at least 45 kinds, each named as its path, each with words', () => {
  expect(faults.size).toBeGreaterThanOrEqual(45);
  for (const [name, fault] of faults) {
    expect(fault.name).toBe(name);
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(fault.does).not.toBe('');
  }
});

describe('statuses', () => {
  test.each(named(/^http-\d+$/))('%s, however often', async (name) => {
    const status = Number(name.slice(5));
    expect(await statusOf(server.url(name))).toBe(status);
    expect(await statusOf(server.url(name))).toBe(status);
  });

  test('flaky-503: twice 503, then fine, for each URL by itself', async () => {
    for (const tag of ['a', 'b']) {
      const url = server.url('flaky-503', tag);
      expect([await statusOf(url), await statusOf(url), await statusOf(url)]).toEqual([503, 503, 200]);
      expect(server.ledger.count(pathOf(url))).toBe(3);
    }
  });

  test.each([
    ['seconds', /^1$/],
    ['negative', /^-5$/],
    ['garbage', /^soon$/],
    ['absurd', /^31536000$/],
    ['past', /1999 23:59:59 GMT$/],
    ['date', / GMT$/],
    ['unexposed', /^1$/],
    ['silent', /^$/],
  ])('limited-%s: 429 once', async (kind, retryAfter) => {
    const url = server.url(`limited-${kind}`);
    const { status, headers } = await fetch(url);
    expect(status).toBe(429);
    expect(headers.get('retry-after') ?? '').toMatch(retryAfter);
    expect(headers.get('access-control-expose-headers')?.includes('Retry-After')).toBe(kind !== 'unexposed');
    expect(await statusOf(url)).toBe(200);
  });

  test('the date of limited-date is at most two seconds ahead, and ahead', async () => {
    const askedMs = Date.now();
    const { headers } = await fetch(server.url('limited-date', 'ahead'));
    const date = Date.parse(headers.get('retry-after') ?? '');
    expect(date).toBeGreaterThan(askedMs);
    expect(date).toBeLessThanOrEqual(Date.now() + 2000);
  });

  test('limited-always never ends', async () => {
    const url = server.url('limited-always');
    expect([await statusOf(url), await statusOf(url), await statusOf(url)]).toEqual([429, 429, 429]);
  });
});

describe('redirects', () => {
  test.each([1, 4, 10])('a chain of %i', async (hops) => {
    const response = await fetch(server.url(`redirect-${hops}`));
    expect(response.status).toBe(200);
    expect(response.url.endsWith(`?hop=${hops}`)).toBe(true);
    await sharp(await response.arrayBuffer()).stats();
    expect(server.ledger.entries.filter(({ path }) => path.startsWith(`/redirect-${hops}/`))).toHaveLength(hops + 1);
  });

  test('a loop', async () => {
    await expect(fetch(server.url('redirect-loop'))).rejects.toThrow();
    expect(server.ledger.count(pathOf(server.url('redirect-loop')))).toBeGreaterThan(20);
  });

  test('to other origins, with CORS and without', async () => {
    const open = await fetch(server.url('redirect-open'));
    expect([open.status, open.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect(new URL(open.url).origin).not.toBe(server.origin);
    const shut = await fetch(server.url('redirect-closed'));
    expect([shut.status, shut.headers.get('access-control-allow-origin')]).toEqual([200, null]);
    expect(new URL(shut.url).origin).toBe(closed.origin);
  });

  test.each([
    ['private', /^http:\/\/10\.0\.0\.1\//],
    ['scheme', /^file:/],
    ['credentials', /^http:\/\/user:secret@127\.0\.0\.1:/],
    ['nowhere', /^$/],
  ])('redirect-%s', async (kind, location) => {
    const { status, headers } = await fetch(server.url(`redirect-${kind}`), { redirect: 'manual' });
    expect(status).toBe(302);
    expect(headers.get('location') ?? '').toMatch(location);
  });
});

describe('impostors', () => {
  test.each([
    ['html', '<!DOCTYPE html'],
    ['html-as-image', '<!DOCTYPE html'],
    ['json', '{'],
    ['text', 'No such photo'],
    ['xml', '<?xml'],
    ['zip', 'PK\x03\x04'],
    ['pdf', '%PDF-'],
    ['psd', '8BPS'],
    ['webm', '\x1aE\xdf\xa3'],
    ['mp4', '\0\0\0\x18ftypisom'],
    ['heic', '\0\0\0\x18ftypheic'],
    ['noise', '\xa7\xa7'],
  ])('%s begins as such, and no two URLs are alike', async (name, start) => {
    const one = await bytesOf(server.url(name, '1'));
    expect(one.toString('latin1')).toMatch(new RegExp(`^${start.replace(/[{?]/g, '\\$&')}`));
    expect(one.equals(await bytesOf(server.url(name, '2')))).toBe(false);
    await expect(sharp(one).metadata()).rejects.toThrow();
  });

  test('nothing, with 200 and with 204', async () => {
    expect(await bytesOf(server.url('empty'))).toHaveLength(0);
    expect(await statusOf(server.url('no-content'))).toBe(204);
  });

  test('one pixel, the same everywhere', async () => {
    const pixel = await bytesOf(server.url('one-pixel', '1'));
    expect(await sharp(pixel).metadata()).toMatchObject({ width: 1, height: 1 });
    expect(pixel.equals(await bytesOf(server.url('one-pixel', '2')))).toBe(true);
  });

  test('the type of an HTML page is honest once and a lie once', async () => {
    expect((await fetch(server.url('html'))).headers.get('content-type')).toMatch(/^text\/html/);
    expect((await fetch(server.url('html-as-image'))).headers.get('content-type')).toBe('image/jpeg');
  });
});

describe('stalls', () => {
  test.each([
    ['stall-headers', 0],
    ['stall-first-byte', 0],
    ['stall-body', 0.5],
  ])('%s: says so much and then nothing until the server goes', async (name, share) => {
    const own = await createFaultServer();
    const { length } = await bytesOf(own.url('healthy'));
    const heard = hear(own.url(name));
    await until(() => own.ledger.entries.length === 2);
    await own.close();
    const { head, body } = await heard;
    expect(head === '').toBe(name === 'stall-headers');
    // The other path makes the picture a few bytes longer.
    expect(Math.abs(body.length - length * share)).toBeLessThan(20);
  });

  test('stall-slow-headers: ever more of a header that never ends', async () => {
    const { head, body } = await hear(server.url('stall-slow-headers'), (soFar) => soFar.toString().endsWith('aaaaa'));
    expect(head).toBe('HTTP/1.1 200 OK\r\nX-Padding: aaaaa');
    expect(body).toHaveLength(0);
  });

  test('drip-endless: more than the picture, never the end', async () => {
    const { length } = await bytesOf(server.url('healthy'));
    let beats = 0;
    const { ending } = await hear(server.url('drip-endless'), (soFar) => soFar.length > length / 2 && ++beats > 8);
    expect(ending).toBe('enough');
  });

  test.each(['drip', 'healthy-slow'])('%s: slow, but whole', async (name) => {
    const startedMs = performance.now();
    await sharp(await bytesOf(server.url(name)), { failOn: 'warning' }).stats();
    expect(performance.now() - startedMs).toBeGreaterThan(15);
  });
});

describe('broken connections', () => {
  const promised = (head: string) => Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);

  test('short-length: half of what was promised', async () => {
    const { head, body, ending } = await hear(server.url('short-length'));
    expect(ending).toBe('closed');
    expect(body.length).toBe(Math.floor(promised(head) / 2));
  });

  test('broken-chunk and missing-chunk: chunks without their end', async () => {
    const broken = await hear(server.url('broken-chunk'));
    expect(broken.head).toMatch(/transfer-encoding: chunked/i);
    expect(broken.body.toString('latin1').endsWith('no size\r\n')).toBe(true);
    const missing = await hear(server.url('missing-chunk'));
    expect(missing.body.length).toBeGreaterThan(1000);
    expect(missing.body.toString('latin1').endsWith('0\r\n\r\n')).toBe(false);
    for (const name of ['short-length', 'broken-chunk', 'missing-chunk'])
      await expect(bytesOf(server.url(name))).rejects.toThrow();
  });

  test('http10-close: fetch believes that it has all', async () => {
    const { head } = await hear(server.url('http10-close'));
    expect(head).toMatch(/^HTTP\/1\.0 200 OK/);
    expect(head).not.toMatch(/^(content-length|transfer-encoding)/im);
    const bytes = await bytesOf(server.url('http10-close'));
    await expect(sharp(bytes, { failOn: 'truncated' }).stats()).rejects.toThrow();
  });

  test('half-jpeg: the length is right and the picture is not', async () => {
    const bytes = await bytesOf(server.url('half-jpeg'));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg' });
    await expect(sharp(bytes, { failOn: 'truncated' }).stats()).rejects.toThrow();
  });

  test('resets: before, after the headers, in the body', async () => {
    expect(await hear(server.url('reset-request'))).toMatchObject({ head: '', ending: 'reset' });
    const afterHeaders = await hear(server.url('reset-headers'));
    expect(afterHeaders).toMatchObject({ head: expect.stringMatching(/^HTTP\/1.1 200 OK/), ending: 'reset' });
    expect(afterHeaders.body).toHaveLength(0);
    const inBody = await hear(server.url('reset-body'));
    expect(inBody.ending).toBe('reset');
    expect(inBody.body.length).toBe(Math.floor(promised(inBody.head) / 2));
  });

  test('no HTTP at all: nothing, another protocol, a megabyte of headers', async () => {
    expect(await hear(server.url('close-request'))).toMatchObject({ head: '', ending: 'closed' });
    expect((await hear(server.url('wrong-protocol'))).head).toMatch(/^SSH-2\.0-/);
    expect((await hear(server.url('huge-headers'))).head.length).toBeGreaterThan(2 ** 20);
    for (const name of ['reset-request', 'close-request', 'wrong-protocol', 'huge-headers']) {
      await expect(bytesOf(server.url(name, 'fetch'))).rejects.toThrow();
    }
  });

  test.each(named(/-once$/))('%s: the second time it is whole', async (name) => {
    const strict = async () => sharp(await bytesOf(server.url(name)), { failOn: 'warning' }).stats();
    await expect(strict()).rejects.toThrow();
    await strict();
  });
});

describe('bombs', () => {
  test.each(['endless', 'huge-length'])('%s: begins as a JPEG and does not end', async (name) => {
    const heard = await hear(server.url(name), (soFar) => soFar.length > 3 * 2 ** 20);
    expect(heard.ending).toBe('enough');
    expect(heard.body.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(true);
    const entry = server.ledger.entries.find(({ path }) => path.startsWith(`/${name}/`));
    await until(() => entry?.outcome === 'aborted');
  });

  test('gzip-bomb: small on the wire, valid, and huge', async () => {
    const { head, body } = await hear(server.url('gzip-bomb'));
    expect(head).toMatch(/content-encoding: gzip/i);
    expect(body.length).toBeLessThan(600_000);
    let length = 0;
    const gunzip = createGunzip();
    gunzip.on('data', (chunk: Buffer) => {
      length += chunk.length;
    });
    const whole = new Promise((resolve, reject) => gunzip.on('end', resolve).on('error', reject));
    for await (const piece of gzipBomb(Buffer.from('start'))) gunzip.write(piece);
    gunzip.end();
    await whole;
    expect(length).toBe(inflatedBytes + 5);
  });

  test.each([
    ['giant-png', 50_000],
    ['giant-jpeg', 65_500],
    ['giant-progressive', 12_000],
  ])('%s: %i pixels wide, by its header', async (name, width) => {
    const bytes = await bytesOf(server.url(name));
    expect(bytes.length).toBeLessThan(50_000);
    const facts = await sharp(bytes, { limitInputPixels: false }).metadata();
    expect(facts).toMatchObject({ width, height: width });
    expect(facts.isProgressive).toBe(name === 'giant-progressive');
  });

  test('SVG bombs are as deep as they say', async () => {
    expect((await bytesOf(server.url('svg-entities'))).toString().match(/<!ENTITY/g)).toHaveLength(10);
    expect((await bytesOf(server.url('svg-deep'))).toString().match(/<g>/g)).toHaveLength(50_000);
  });

  test('many-frames', async () => {
    const frames = sharp(await bytesOf(server.url('many-frames')), { animated: true, limitInputPixels: false });
    expect((await frames.metadata()).pages).toBe(20_000);
  });
});

describe('pictures', () => {
  const sound = [...faults.values()].filter(({ does, group }) => does.startsWith('serves a') && group === 'healthy');

  test.each(sound.map(({ name }) => name))('%s: sound, and different at every URL', async (name) => {
    const [one, other] = [await bytesOf(server.url(name, '1')), await bytesOf(server.url(name, '2'))];
    await sharp(one, { failOn: 'warning' }).stats();
    expect(one.equals(other)).toBe(false);
  });

  test.each(['corrupt-jpeg-tables', 'corrupt-png', 'corrupt-webp'])('%s: not to be decoded', async (name) => {
    await expect(sharp(await bytesOf(server.url(name)), { failOn: 'truncated' }).stats()).rejects.toThrow();
  });

  test('corrupt-jpeg: other pixels, and no decoder can know', async () => {
    const pixels = (bytes: Buffer) => sharp(bytes, { failOn: 'warning' }).raw().toBuffer();
    const [damaged, whole] = [
      await pixels(await bytesOf(server.url('corrupt-jpeg'))),
      await pixels(await specimen('jpeg')),
    ];
    expect(damaged.length).toBe(whole.length);
    expect(damaged.equals(whole)).toBe(false);
  });

  test('types that are wrong or missing, on the picture that they do not name', async () => {
    expect((await fetch(server.url('wrong-type'))).headers.get('content-type')).toBe('text/plain');
    expect((await fetch(server.url('no-type'))).headers.get('content-type')).toBeNull();
    expect(await sharp(await bytesOf(server.url('wrong-name'))).metadata()).toMatchObject({ format: 'png' });
  });

  test('BMP and ICO by their signatures', async () => {
    expect((await bytesOf(server.url('bmp'))).toString('latin1', 0, 2)).toBe('BM');
    expect((await bytesOf(server.url('ico'))).readUInt32LE(0)).toBe(0x10000);
    expect((await bytesOf(server.url('ico'))).includes((await specimen('png')).subarray(0, 8))).toBe(true);
  });

  test('SVG traps name the canary of their server', async () => {
    for (const name of ['svg-script', 'svg-external']) {
      expect((await bytesOf(server.url(name))).toString()).toContain(`${server.origin}/canary`);
    }
    expect(server.canaryCount()).toBe(0);
  });
});
