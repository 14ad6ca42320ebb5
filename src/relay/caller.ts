import type { IncomingMessage } from 'node:http';
import { shardReader } from './shard.ts';
import { single } from './single.ts';

export interface Refusal {
  status: 400 | 403 | 405;
  reason: string;
}

/**
 * Whether a request comes from the page that this very server serves, by a script of that page; `null` if so.
 *
 * - `Host` must name this server: a foreign name that was made to point here (DNS rebinding) makes its owner's page
 *   same-origin with us, and only the name gives it away.
 * - Browsers say `Sec-Fetch-Site: same-origin`, which scripts cannot forge, and `Sec-Fetch-Dest: empty` for a fetch: no
 *   image, frame, script or navigation needs the relay. Those without fetch metadata must show our own `Origin`.
 *   A caller that shows neither is refused: a blind GET is what other sites can make old browsers send.
 * - At a shard the page is another origin, so `Sec-Fetch-Site` says nothing; its `Origin` must be there and be ours.
 */
export function refuseCaller(request: IncomingMessage, ownHosts: ReadonlySet<string>): Refusal | null {
  const isFromShard = shardReader(request) !== null;
  if (!isFromShard && !isOwnHost(request, ownHosts)) {
    return { status: 403, reason: 'the Host header does not name this server' };
  }
  if (request.method !== 'GET') return { status: 405, reason: 'only GET is answered' };
  const dest = single(request, 'sec-fetch-dest');
  if (dest !== null && dest !== 'empty') return { status: 403, reason: 'only a script of the page may ask' };
  return isFromShard ? null : refuseForeigner(request);
}

function refuseForeigner(request: IncomingMessage): Refusal | null {
  const host = single(request, 'host');
  const origin = single(request, 'origin');
  const isOwnOrigin = origin === `http://${host}` || origin === `https://${host}`;
  if (origin !== null && !isOwnOrigin) return { status: 403, reason: 'the request comes from another origin' };

  const site = single(request, 'sec-fetch-site');
  if (site === null && !isOwnOrigin) return { status: 403, reason: 'the request does not say where it comes from' };
  if (site !== null && site !== 'same-origin') return { status: 403, reason: `the request is ${site || 'foreign'}` };
  return null;
}

/** Whether `Host` is one of the names of this server, at any port. */
export function isOwnHost(request: IncomingMessage, ownHosts: ReadonlySet<string>): boolean {
  const host = single(request, 'host');
  const name = /^([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d+)?$/i.exec(host ?? '')?.[1];
  return name !== undefined && ownHosts.has(name.toLowerCase());
}
