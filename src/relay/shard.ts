import type { IncomingMessage } from 'node:http';
import { single } from './single.ts';

/** The names by which a browser on this machine calls a server here. */
export const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Other names of this server, `r0.localhost` … `r15.localhost`, at which the page asks the relay: browsers open six
 * HTTP/1.1 connections to a name, and a few hosts that never answer would hold them all. Browsers take `*.localhost` for
 * this machine without asking anybody (RFC 6761, 6.3), so nobody else can own such a name.
 */
const shardName = /^r(?:\d|1[0-5])\.localhost(:\d{1,5})?$/;

/**
 * The origin of the page that asks at a shard and may read the answer: this server's own, by a loopback name and at the
 * same port, which a script cannot pretend. `null` if the request came to another name or from another origin.
 */
export function shardReader(request: IncomingMessage): string | null {
  const match = shardName.exec(single(request, 'host') ?? '');
  const origin = single(request, 'origin');
  if (match === null || origin === null) return null;
  return loopbackHosts.some((name) => origin === `http://${name}${match[1] ?? ''}`) ? origin : null;
}
