import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AllowList, parseAllowList } from './allow.ts';
import type { RelayFailure } from './answer.ts';
import { openBody } from './body.ts';
import { refuseCaller } from './caller.ts';
import { createErrand, type Errand } from './errand.ts';
import { createGate } from './gate.ts';
import { defaultRelayLimits, type RelayLimits } from './limits.ts';
import { type OpenMeans, open } from './open.ts';
import { giveUp, sendBody, sendFailure, sendReady, shareWith } from './reply.ts';
import { type Resolve, resolveByDns } from './resolve.ts';
import { loopbackHosts, shardReader } from './shard.ts';
import { createAsk } from './upstream.ts';

/** Answers `GET …/relay?url=<encoded>`, and `GET …/relay?ready` with 204, to show that it is there; never rejects. Route by `isRelayPath`. */
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
      resolve: options.resolve ?? resolveByDns(limits.queryMs),
    },
    gate: createGate(limits),
    ask: createAsk(),
    limits,
  };

  return async (request, response) => {
    const refusal = refuseCaller(request, ownHosts);
    if (refusal !== null) return sendFailure(response, refusal.status, toRefused(refusal.reason));
    shareWith(shardReader(request), response);
    const query = new URLSearchParams(request.url?.split('?').slice(1).join('?'));
    if (query.has('ready')) return sendReady(response);
    const url = query.get('url');
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

/** Opens, judges, streams. Throws what streams throw when they are cut. */
async function run(url: string, means: OpenMeans, errand: Errand, response: ServerResponse): Promise<void> {
  const opened = await open(url, means, errand);
  const body = opened.ok ? await openBody(opened.value, means.limits, errand) : opened;
  const failure = errand.failure() ?? (body.ok ? null : body.failure);
  if (failure !== null) return giveUp(response, failure);
  if (body.ok && opened.ok) await sendBody(response, body.value, opened.value.headers.etag, errand);
}

function toRefused(reason: string): RelayFailure {
  return { code: 'refused-by-relay', host: '', reason };
}

/** What a stream threw while the beginning of the body was read. */
function toFailure(error: unknown, url: string): RelayFailure {
  const reason = (error as { code?: string }).code ?? 'ECONNRESET';
  // The codes of zlib, and of Brotli in Node's spelling; other `ERR_` codes are those of streams that were cut.
  if (/^(Z_|ERR__|ERR_BROTLI)/.test(reason)) return { code: 'not-an-image', found: 'broken compression' };
  return { code: 'unreachable', host: URL.canParse(url) ? new URL(url).host : '', reason };
}
