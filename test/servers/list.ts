import { createRandom } from '../photos/random.ts';
import { type Endings, type Fault, type FaultGroup, unreachable } from './fault.ts';
import type { FaultOrigins } from './fault-origins.ts';
import type { FaultServer } from './fault-server.ts';
import { faults } from './faults/index.ts';
import { oddNames } from './odd-names.ts';

/** One line of a list, and how its item may end. */
export interface Expectation {
  url: string;
  /** The fault's name, or what is wrong with the address itself. */
  kind: string;
  group: FaultGroup;
  /** On a page that has a relay which may reach these hosts. */
  withRelay: Endings;
  /** On a page that has none. */
  withoutRelay: Endings;
}

/**
 * Shares of a list, as FAULTS has them from a run over 11 million web image URLs, stalls, 429, truncation and bombs added.
 * What remains is healthy.
 */
export const mixShares: Readonly<Record<Exclude<FaultGroup, 'healthy'>, number>> = {
  gone: 0.12,
  forbidden: 0.083,
  dead: 0.062,
  undecodable: 0.037,
  stalled: 0.05,
  limited: 0.05,
  truncated: 0.02,
  bomb: 0.01,
};

/** Of the healthy ones: pictures that are sound but odd in format, name, speed or way. */
const oddShare = 0.2;

/** Makes the URL of one line; `index` is unique in the list. */
type Kind = (index: number, server: FaultServer, origins: FaultOrigins) => Expectation;

/**
 * A list of `count` URLs over these servers in the proportions of `mixShares`, in an order that depends on the seed alone.
 * Within a group the kinds take turns. Kinds that only the longest wait ends are left out: a soak of thousands would be
 * about nothing else.
 */
export function faultMix(count: number, origins: FaultOrigins, seed: number): readonly Expectation[] {
  const random = createRandom(seed);
  const faulty = Object.entries(mixShares).flatMap(([group, share]) =>
    takeTurns(kindsOf(group), Math.round(count * share)),
  );
  const sound = count - faulty.length;
  const odd = takeTurns([...kindsOf('healthy'), ...oddNames.map(toOddlyNamed)], Math.round(sound * oddShare));
  const plain = takeTurns([toKind(healthy)], sound - odd.length);
  return shuffle([...faulty, ...odd, ...plain], random).map((kind, index) => {
    const server = origins.servers[Math.floor(random() * origins.servers.length)] as FaultServer;
    return kind(index, server, origins);
  });
}

const healthy = faults.get('healthy') as Fault;

function kindsOf(group: string): Kind[] {
  const served = [...faults.values()]
    .filter((fault) => fault.group === group && fault.takes !== 'the-total')
    .map(toKind);
  return group === 'dead' ? [...served, ...deadAddresses] : served;
}

function toKind(fault: Fault): Kind {
  return (index, server) => ({
    url: server.url(fault.name, String(index)),
    kind: fault.name,
    group: fault.group,
    ...endingsOn(fault, server.cors),
  });
}

function toOddlyNamed(name: string): Kind {
  return (index, server) => ({
    url: `${server.origin}/healthy/${index}/${name}`,
    kind: 'odd-name',
    group: 'healthy',
    ...endingsOn(healthy, server.cors),
  });
}

function deadAddress(kind: string, toUrl: (index: number, origins: FaultOrigins) => string): Kind {
  return (index, _server, origins) => ({
    url: toUrl(index, origins),
    kind,
    group: 'dead',
    withRelay: unreachable.relay,
    withoutRelay: unreachable.direct,
  });
}

const noSuchHost = deadAddress('no-such-host', (index) => `http://host-${index}.invalid/photo.jpg`);

/** Mostly names that do not exist, as in life; `.invalid` never will (RFC 6761). */
const deadAddresses: readonly Kind[] = [
  ...Array.from({ length: 12 }, () => noSuchHost),
  ...Array.from({ length: 7 }, () => deadAddress('refused', (index, { refused }) => `${refused.origin}/${index}.jpg`)),
  // The server behind speaks plain HTTP; it is one that the list asks for nothing else.
  deadAddress('no-tls', (index, { open }) => `https://${open.host}/healthy/${index}/photo.jpg`),
];

/** How an item may end on a server with or without CORS; `withRelay` is a relay at hand, not the only way. */
export function endingsOn(fault: Fault, cors: boolean): Pick<Expectation, 'withRelay' | 'withoutRelay'> {
  const opaque: Endings = ['unreadable', 'blocked-by-cors'];
  if (!cors) {
    // A server that stays silent does not show that it lacks CORS headers either.
    const withoutRelay: Endings = fault.direct.includes('timed-out') ? [...opaque, 'timed-out'] : opaque;
    return { withRelay: fault.relay, withoutRelay };
  }
  // What the page can read itself stands; the rest, and any URL of an origin that had trouble before, goes to the relay.
  const readable = fault.direct.filter((ending) => !opaque.includes(ending) && !fault.relay.includes(ending));
  return { withRelay: [...fault.relay, ...readable], withoutRelay: fault.direct };
}

function takeTurns(kinds: readonly Kind[], count: number): Kind[] {
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length] as Kind);
}

/** Fisher–Yates. */
function shuffle<T>(values: readonly T[], random: () => number): T[] {
  const shuffled = [...values];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}
