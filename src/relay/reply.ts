import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { RelayFailure } from './answer.ts';
import type { Body } from './body.ts';
import type { Errand } from './errand.ts';

/** Shows that the relay is there. */
export function sendReady(response: ServerResponse): void {
  response.writeHead(204, { ...defusing, 'X-Relay': 'ready' }).end();
}

/** Whatever the bytes are, on our origin they are only data: no type to sniff, no page, no script, no other reader. */
const defusing = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Content-Disposition': 'attachment',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** At a shard the page is another origin: it, and nobody else, may read the answer. */
export function shareWith(reader: string | null, response: ServerResponse): void {
  if (reader === null) return;
  response.setHeader('Access-Control-Allow-Origin', reader);
  response.setHeader('Access-Control-Expose-Headers', 'X-Relay');
  response.setHeader('Vary', 'Origin');
}

/** Streams a picture at the client's pace. Throws when the errand is cut short. */
export async function sendBody(
  response: ServerResponse,
  { head, rest, byteLength }: Body,
  etag: string | undefined,
  errand: Errand,
): Promise<void> {
  response.writeHead(200, {
    ...defusing,
    'X-Relay': 'bytes',
    'Content-Type': 'application/octet-stream',
    ...(byteLength === null ? {} : { 'Content-Length': byteLength }),
    ...(etag !== undefined && /^(W\/)?"[\x21\x23-\x7e]{0,200}"$/.test(etag) ? { ETag: etag } : {}),
  });
  const { signal } = errand;
  for (let chunk: Buffer | undefined = head; chunk !== undefined; ) {
    if (!response.write(chunk)) await once(response, 'drain', { signal });
    const next = await rest.next();
    chunk = next.done ? undefined : next.value;
  }
  if (signal.aborted) response.destroy();
  else response.end();
}

/** A failure that comes before the answer began is told; one that comes later can only break the answer off. */
export function giveUp(response: ServerResponse, failure: RelayFailure): void {
  if (response.destroyed) return;
  if (response.headersSent) response.destroy();
  else sendFailure(response, failure.code === 'refused-by-relay' ? 403 : 502, failure);
}

export function sendFailure(response: ServerResponse, status: number, failure: RelayFailure): void {
  const retryAfterMs = failure.code === 'http' ? failure.retryAfterMs : null;
  response.writeHead(status, {
    ...defusing,
    'X-Relay': 'failure',
    'Content-Type': 'application/json',
    ...(status === 405 ? { Allow: 'GET' } : {}),
    ...(retryAfterMs === null ? {} : { 'Retry-After': Math.ceil(retryAfterMs / 1000) }),
  });
  response.end(JSON.stringify({ failure }));
}
