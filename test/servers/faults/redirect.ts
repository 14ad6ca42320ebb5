import type { Exchange } from '../exchange.ts';
import { ends, type Fault, type FaultSite, sendPicture } from '../fault.ts';

async function redirect(exchange: Exchange, location: string, status = 302): Promise<void> {
  await exchange.send(status, { Location: location }, '');
}

/** Leads from this path to itself, `hops` times, counting in the query. No 301: browsers keep those, and the ledger would miss them. */
function chain(hops: number, relay: Fault['relay']): Fault {
  return {
    name: `redirect-${hops}`,
    group: hops > 5 ? 'dead' : 'healthy',
    does: `redirects ${hops} times within the origin, then serves the picture`,
    file: 'photo.jpg',
    takes: 'a-moment',
    ...ends(['done'], relay),
    answer(exchange, site) {
      const hop = Number(exchange.url.searchParams.get('hop') ?? 0);
      if (hop >= hops) return sendPicture(exchange, site);
      return redirect(exchange, `${exchange.url.pathname}?hop=${hop + 1}`, hop % 2 === 0 ? 302 : 307);
    },
  };
}

/** Leads once to where `toLocation` says. */
function leap(
  kind: string,
  does: string,
  endings: Pick<Fault, 'direct' | 'relay'>,
  toLocation: (exchange: Exchange, site: FaultSite) => string,
): Fault {
  return {
    name: `redirect-${kind}`,
    group: endings.relay[0] === 'done' ? 'healthy' : 'dead',
    does: `redirects ${does}`,
    file: 'photo.jpg',
    takes: 'a-moment',
    ...endings,
    answer: (exchange, site) => redirect(exchange, toLocation(exchange, site)),
  };
}

const healthyPath = (exchange: Exchange) => `/healthy${exchange.url.pathname}`;

export const redirectFaults: readonly Fault[] = [
  chain(1, ['done']),
  chain(4, ['done']),
  // A browser follows twenty hops, the relay five.
  chain(10, ['too-many-redirects']),
  leap(
    'loop',
    'to the same URL, for ever',
    // Twenty hops may outlast our patience with a browser that is short of processor time.
    ends(['unreadable', 'timed-out'], ['too-many-redirects']),
    (exchange) => exchange.url.pathname,
  ),
  leap(
    'open',
    'to another origin that allows CORS',
    ends(['done']),
    (exchange, { targets }) => targets.open + healthyPath(exchange),
  ),
  leap(
    'closed',
    'to another origin without CORS',
    ends(['unreadable', 'blocked-by-cors'], ['done']),
    (exchange, { targets }) => targets.closed + healthyPath(exchange),
  ),
  leap(
    'private',
    'to a private address',
    ends(['unreadable', 'blocked-by-cors'], ['refused-by-relay']),
    (exchange, { targets }) => targets.private + healthyPath(exchange),
  ),
  leap('scheme', 'to a file: URL', ends(['unreadable'], ['refused-by-relay']), () => 'file:///etc/hostname'),
  leap(
    'credentials',
    'to a URL with a user and a password',
    ends(['unreadable', 'blocked-by-cors'], ['refused-by-relay']),
    (exchange, { targets }) => targets.open.replace('//', '//user:secret@') + healthyPath(exchange),
  ),
  {
    name: 'redirect-nowhere',
    group: 'dead',
    does: 'answers 302 without a Location',
    file: 'photo.jpg',
    takes: 'a-moment',
    ...ends(['http']),
    answer: (exchange) => exchange.send(302, {}, ''),
  },
];
