import type { FailureCode } from '../../src/core/failure.ts';
import type { Exchange } from './exchange.ts';

/** How an item may end: done, or failed (or skipped) with this code. */
export type Ending = 'done' | FailureCode;

/** More than one where the world leaves it open, e.g. to the browser's decoders; never an excuse for `done` where bytes are missing. */
export type Endings = readonly [Ending, ...Ending[]];

/** The row of the fault mix that it belongs to. */
export type FaultGroup =
  | 'healthy'
  | 'gone'
  | 'forbidden'
  | 'limited'
  | 'dead'
  | 'undecodable'
  | 'stalled'
  | 'truncated'
  | 'bomb';

/** One way in which a URL goes wrong (or is odd, and must not). Its path on the server is `/{name}/…/{file}`. */
export interface Fault {
  /** Kebab-case; the first segment of the path. */
  name: string;
  group: FaultGroup;
  /** What the server does, to follow "the server". */
  does: string;
  /** The last segment of the path; what the URL promises, not what comes. */
  file: string;
  /** What an item of it costs: nothing, a few seconds of back-off, one stall (headers or idle), or the longest wait there is. */
  takes: 'a-moment' | 'a-back-off' | 'a-stall' | 'the-total';
  /** With a direct fetch from a page of another origin, CORS allowed, no relay at hand. */
  direct: Endings;
  /** Fetched through the relay. */
  relay: Endings;
  answer(exchange: Exchange, site: FaultSite): Promise<void> | void;
}

/** What a fault knows of the server that it stands on. */
export interface FaultSite {
  /** A sound picture, distinct for every path. */
  picture(path: string): Promise<Buffer>;
  /** Where redirects lead. */
  targets: RedirectTargets;
  /** Milliseconds of the small delays (`healthy-slow`, between the bytes of a drip). */
  delayMs: number;
  /** An address of this server that nothing may ever ask for: `canary` in the ledger is a failure. */
  canary: string;
}

/** Origins that redirects lead to. */
export interface RedirectTargets {
  /** Allows CORS. */
  open: string;
  /** Does not. */
  closed: string;
  /** A private address outside of what the relay may reach. */
  private: string;
}

/** The same ending both ways, or one for each way. */
export function ends(direct: Endings, relay: Endings = direct): Pick<Fault, 'direct' | 'relay'> {
  return { direct, relay };
}

/** Without a relay the page cannot tell these apart; with it the reason is known. */
export const unreachable = ends(['unreadable'], ['unreachable']);

/** A sound answer. */
export async function sendPicture(exchange: Exchange, site: FaultSite): Promise<void> {
  const body = await site.picture(exchange.url.pathname);
  await exchange.send(200, { 'Content-Type': 'image/jpeg' }, body);
}
