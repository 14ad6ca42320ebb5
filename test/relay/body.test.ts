import type { OutgoingHttpHeaders } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parseAllowList } from '../../src/relay/allow.ts';
import type { RelayOptions } from '../../src/relay/handler.ts';
import { listen, png, startRelay } from './stand.ts';

async function askFor(body: Buffer | string, headers: OutgoingHttpHeaders = {}, limits: RelayOptions['limits'] = {}) {
  const origin = await listen((_request, response) => response.writeHead(200, headers).end(body));
  const relay = await startRelay({ allow: parseAllowList(origin.host), limits });
  return relay.ask(`http://${origin.host}/photo.jpg`);
}

const contentTypes = (
  'text/html text/html;charset=utf-7 application/xhtml+xml image/svg+xml text/xml application/xml text/javascript ' +
  'application/javascript application/ecmascript text/css text/plain application/json application/ld+json ' +
  'application/wasm application/pdf application/x-shockwave-flash application/java-archive application/zip ' +
  'application/octet-stream application/x-msdownload application/hta text/cache-manifest application/manifest+json ' +
  'multipart/x-mixed-replace;boundary=x multipart/byteranges;boundary=x message/rfc822 message/http ' +
  'application/x-xpinstall application/vnd.mozilla.xul+xml text/vtt text/event-stream audio/mpeg video/mp4 font/woff2 ' +
  'image/png image/jpeg image/x-icon application/http ../../etc *'
).split(' ');

const hostile: OutgoingHttpHeaders = {
  'Set-Cookie': ['session=evil; Path=/', 'b=2'],
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Credentials': 'true',
  'Content-Security-Policy': "default-src * 'unsafe-inline'",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Cross-Origin-Opener-Policy': 'unsafe-none',
  'Content-Disposition': 'inline; filename="evil.html"',
  'X-Content-Type-Options': 'sniff',
  'X-Frame-Options': 'ALLOWALL',
  'Cache-Control': 'public, max-age=31536000',
  'Clear-Site-Data': '"*"',
  'Service-Worker-Allowed': '/',
  'Strict-Transport-Security': 'max-age=31536000',
  'WWW-Authenticate': 'Basic realm="Your password, please"',
  Refresh: '0;url=https://evil.example/',
  Link: '</evil.js>; rel=preload; as=script',
  Location: 'https://evil.example/',
  SourceMap: '/evil.map',
  NEL: '{"report_to":"evil","max_age":1}',
  'Report-To': '{"group":"evil"}',
  'Alt-Svc': 'h2="evil.example:443"',
  'X-Relay': 'failure',
  Server: 'evil',
  ETag: '"v1"',
};

test.each(contentTypes)('a picture that says it is %s is only data here', async (type) => {
  const { status, headers, body } = await askFor(png, {
    ...hostile,
    'Content-Type': type,
    'Content-Length': png.length,
  });
  const { date: _date, ...fixed } = headers;
  expect(status).toBe(200);
  expect(body.equals(png)).toBe(true);
  expect(fixed).toEqual({
    'x-relay': 'bytes',
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': 'attachment',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'content-length': String(png.length),
    etag: '"v1"',
    connection: 'keep-alive',
    'keep-alive': 'timeout=5',
  });
});

test('a failure is defused like a picture', async () => {
  const { headers } = await askFor('<html>', hostile);
  expect(headers).toMatchObject({
    'x-relay': 'failure',
    'content-type': 'application/json',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': 'attachment',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers['set-cookie'] ?? headers.refresh ?? headers['access-control-allow-origin']).toBe(undefined);
});

test.each(['"a\tb"', 'plain', `"${'x'.repeat(300)}"`, '"é"'])('an ETag like %s is dropped', async (etag) => {
  expect((await askFor(png, { ETag: etag })).headers.etag).toBe(undefined);
});

test.each([
  ['%PDF-1.7\n% and so on, for at least thirty-two bytes', 'PDF document'],
  ['\0\0\0\x18ftypmp42 and so on, for at least thirty-two bytes', 'Video'],
])('%j is known by name, as it is to the page', async (body, kind) => {
  expect((await askFor(body, { 'Content-Type': 'image/jpeg' })).failure).toEqual({ code: 'unsupported', kind });
});

test.each([
  ['<!DOCTYPE html><title>Not here</title><p>gone</p>', 'HTML'],
  ['{"error":"no such photo","code":404,"more":"text"}', 'JSON'],
  ['just words', 'text'],
])('%s called photo.jpg is named for what it is', async (body, found) => {
  const { status, failure } = await askFor(body, { 'Content-Type': 'image/jpeg' });
  expect([status, failure]).toEqual([502, { code: 'not-an-image', found }]);
});

test('nothing is called empty, with any status that means success', async () => {
  expect((await askFor('')).failure).toEqual({ code: 'empty' });
  const none = await listen((_request, response) => response.writeHead(204).end());
  const relay = await startRelay({ allow: parseAllowList(none.host) });
  expect((await relay.ask(`http://${none.host}/`)).failure).toEqual({ code: 'empty' });
});

test('an SVG whose root comes late is let through, one that never comes is not', async () => {
  const comment = `<?xml version="1.0"?><!-- <html> ${'x'.repeat(2000)} -->`;
  const svg = `${comment}<svg xmlns="http://www.w3.org/2000/svg"/>`;
  expect((await askFor(svg)).body.toString()).toBe(svg);
  expect((await askFor(`${comment}<rss version="2.0"/>`)).failure).toEqual({ code: 'not-an-image', found: 'XML' });
  expect((await askFor(`<?xml ${'x'.repeat(8000)}?><svg/>`)).failure).toEqual({ code: 'not-an-image', found: 'XML' });
});

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('a body sent as %s although nobody asked is unpacked', async (encoding, compress) => {
  const { body, headers } = await askFor(compress(png), { 'Content-Encoding': encoding });
  expect(body.equals(png)).toBe(true);
  expect([headers['content-encoding'], headers['content-length']]).toEqual([undefined, undefined]);
});

test('an encoding that we cannot unpack, or that is broken, is named', async () => {
  const encoded = (encoding: string) => askFor(png, { 'Content-Encoding': encoding });
  expect((await encoded('zstd')).failure).toEqual({ code: 'not-an-image', found: 'data encoded as zstd' });
  expect((await encoded('gzip, gzip')).failure).toEqual({ code: 'not-an-image', found: 'data encoded as gzip, gzip' });
  for (const encoding of ['gzip', 'deflate', 'br']) {
    expect((await encoded(encoding)).failure).toEqual({ code: 'not-an-image', found: 'broken compression' });
  }
});

const limits = { bodyBytes: 100_000 };

test('a body that announces too much is refused before it comes', async () => {
  const body = Buffer.concat([png, Buffer.alloc(100_000)]);
  expect((await askFor(body, { 'Content-Length': body.length }, limits)).failure).toEqual({
    code: 'too-many-bytes',
    limitBytes: 100_000,
  });
});

test('a gzip bomb is cut off at the limit of what it unpacks to', async () => {
  const bomb = gzipSync(Buffer.concat([png, Buffer.alloc(50_000_000)]));
  expect(bomb.length).toBeLessThan(100_000);
  const { isBroken, body } = await askFor(bomb, { 'Content-Encoding': 'gzip' }, limits);
  expect(isBroken).toBe(true);
  expect(body.length).toBeLessThanOrEqual(100_000);
});

test('control: a body of exactly the limit comes whole', async () => {
  const whole = Buffer.concat([png, Buffer.alloc(100_000 - png.length)]);
  for (const [sent, headers] of [
    [whole, {}],
    [gzipSync(whole), { 'Content-Encoding': 'gzip' }],
  ] as const) {
    const { isBroken, body } = await askFor(sent, headers, limits);
    expect([isBroken, body.length]).toEqual([false, 100_000]);
  }
});
