import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AllowList, parseAllowList } from './allow.ts';
import type { RelayFailure } from './answer.ts';
import { type Body, openBody } from './body.ts';
import { refuseCaller } from './caller.ts';
import { createErrand, type Errand } from './errand.ts';
import { createGate } from './gate.ts';
import { defaultRelayLimits, type RelayLimits } from './limits.ts';
import { type OpenMeans, open } from './open.ts';
import { type Resolve, resolveByDns } from './resolve.ts';
import { loopbackHosts, shardReader } from './shard.ts';
import { createAsk } from './upstream.ts';

/** Answers `GET …/relay?url=<encoded>`; never rejects. Route by `isRelayPath`. */
export type Relay = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface RelayOptions {
  /** Addresses that may be reached although they are not public; none by default. */
  allow?: AllowList;
  /** Names, without port, by which browsers may call this server besides the loopback ones. */
  ownHosts?: readonly string[];
  limits?: Partial<RelayLimits>;
  /** Ports at which public addresses may be reached. */
  ports?: readonly number[];
  resolve?: Resolve;
}

export function isRelayPath(url: string | undefined): boolean {
  return /^\/relay(\?|$)/.test(url ?? '');
}

/**
 * The relay fetches pictures for the page from hosts that do not let pages read them. It answers
 * - 200 with `X-Relay: bytes` and the picture, streamed; if it breaks off, the connection breaks off;
 * - otherwise `X-Relay: failure` and `{"failure": RelayFailure}`: 403 refused, 405 and 400 for what is no request, 502
 *   for all that went wrong behind the relay.
 */
export function createRelay(options: RelayOptions = {}): Relay {
  const limits = { ...defaultRelayLimits, ...options.limits };
  const ownHosts = new Set([...loopbackHosts, ...(options.ownHosts ?? [])]);
  const means: OpenMeans = {
    rules: {
      allow: options.allow ?? parseAllowList(''),
      ports: options.ports ?? [80, 443],
      urlBytes: limits.urlBytes,
      resolve: options.resolve ?? resolveByDns,
    },
    gate: createGate(limits),
    ask: createAsk(),
    limits,
  };

  return async (request, response) => {
    const refusal = refuseCaller(request, ownHosts);
    if (refusal !== null) return sendFailure(response, refusal.status, toRefused(refusal.reason));
    shareWith(shardReader(request), response);
    const url = new URLSearchParams(request.url?.split('?').slice(1).join('?')).get('url');
    if (url === null) return sendFailure(response, 400, toRefused('the parameter "url" is missing'));
    const errand = createErrand(limits);
    response.once('close', () => errand.stop(null));
    try {
      await run(url, means, errand, response);
    } catch (error) {
      giveUp(response, errand.failure() ?? toFailure(error, url));
    } finally {
      errand.end();
    }
  };
}

/** At a shard the page is another origin: it, and nobody else, may read the answer. */
function shareWith(reader: string | null, response: ServerResponse): void {
  if (reader === null) return;
  response.setHeader('Access-Control-Allow-Origin', reader);
  response.setHeader('Access-Control-Expose-Headers', 'X-Relay');
  response.setHeader('Vary', 'Origin');
}

/** Opens, judges, streams. Throws what streams throw when they are cut. */
async function run(url: string, means: OpenMeans, errand: Errand, response: ServerResponse): Promise<void> {
  const opened = await open(url, means, errand);
  const body = opened.ok ? await openBody(opened.value, means.limits, errand) : opened;
  const failure = errand.failure() ?? (body.ok ? null : body.failure);
  if (failure !== null) return giveUp(response, failure);
  if (body.ok && opened.ok) await sendBody(response, body.value, opened.value.headers.etag, errand);
}

async function sendBody(
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
function giveUp(response: ServerResponse, failure: RelayFailure): void {
  if (response.destroyed) return;
  if (response.headersSent) response.destroy();
  else sendFailure(response, failure.code === 'refused-by-relay' ? 403 : 502, failure);
}

function sendFailure(response: ServerResponse, status: number, failure: RelayFailure): void {
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

/** Whatever the bytes are, on our origin they are only data: no type to sniff, no page, no script, no other reader. */
const defusing = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Content-Disposition': 'attachment',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

function toRefused(reason: string): RelayFailure {
  return { code: 'refused-by-relay', host: '', reason };
}

/** What a stream threw while the beginning of the body was read. */
function toFailure(error: unknown, url: string): RelayFailure {
  const reason = (error as { code?: string }).code ?? 'ECONNRESET';
  if (reason.startsWith('Z_') || reason.startsWith('ERR_'))
    return { code: 'not-an-image', found: 'broken compression' };
  return { code: 'unreachable', host: URL.canParse(url) ? new URL(url).host : '', reason };
}
