import { type Failure, fail, ok, type Result } from '../core/failure.ts';
import type { Limits } from '../core/limits.ts';
import type { Clock } from '../core/ports.ts';
import { parseRetryAfter } from '../core/retry.ts';
import { type Download, type DownloadMeans, download, type NoDownload } from './download.ts';
import { createEndpoints } from './endpoint.ts';
import type { AnswerHeaders, FetchWhole } from './fetch-whole.ts';
import { askRelay, isRelay } from './relay.ts';
import type { OpenedBytes } from './source.ts';

/** How a host lets itself be read: not known yet, by any page (CORS), only through the relay, or not at all from here. */
export type Access = 'unknown' | 'open' | 'relayed' | 'blocked';

export interface UrlSource {
  /** `heard` is called whenever something comes, directly or through the relay. */
  open(url: string, signal: AbortSignal, heard?: () => void): Promise<Result<OpenedBytes>>;
  access(host: string): Access;
}

export interface UrlSourceOptions {
  /** Absolute URLs at which the relay can be asked, the page's own first (see `toRelayUrls`); none where there is no relay. */
  relayUrls: readonly string[];
  limits: Limits;
  clock: Clock;
  fetch: FetchWhole;
}

/** What the relay says without having heard from the host. */
const tellsNothing = new Set<Failure['code']>(['unreachable', 'timed-out', 'refused-by-relay']);

const never = new AbortController().signal;

/** Direct attempts that a host gets before it is known never to answer pages. */
const directTries = 2;

type Asking = Pick<DownloadMeans, 'signal' | 'heard'>;

/** What was learned about reading one host directly. */
interface Experience {
  begun: number;
  worked: boolean;
  failedInRow: number;
  /** A page heard nothing from it in time. Whose silence it was, the host's or a name server's, browsers do not say. */
  silent: boolean;
  /** The relay had an answer from it. */
  relayed: boolean;
  /** The relay may not ask it. */
  refused: boolean;
}

const stranger: Readonly<Experience> = {
  begun: 0,
  worked: false,
  failedInRow: 0,
  silent: false,
  relayed: false,
  refused: false,
};

/**
 * Opens URLs: directly first; a host that does not let pages read it goes through the relay from its second failure
 * on, all of it, and one that was never heard from after its first silence. What a direct failure was (no CORS? no such
 * name? refused? a name server that loses questions?) browsers do not say, so the relay is also the one who knows.
 */
export function createUrlSource(options: UrlSourceOptions): UrlSource {
  const { limits, clock, fetch } = options;
  const means = { fetch, limits, clock };
  const experiences = new Map<string, Experience>();
  const endpoints = createEndpoints(options.relayUrls, (url) => isRelay(url, { ...means, signal: never, heard() {} }));
  let relayIsThere = endpoints.some;

  const experienceOf = (host: string) => {
    const known = experiences.get(host) ?? { ...stranger };
    experiences.set(host, known);
    return known;
  };

  const mayGoDirect = ({ worked, begun, failedInRow, silent, refused }: Experience) => {
    // With nobody else to ask, a host that has answered once deserves every further try.
    if (!relayIsThere) return worked || failedInRow < directTries;
    return worked ? failedInRow < directTries : begun < directTries && (!silent || refused);
  };

  const openDirect = async (url: string, experience: Experience, asking: Asking) => {
    experience.begun += 1;
    const got = await download(url, { ...means, ...asking });
    if (got.ok || got.why.answered) {
      experience.worked = true;
      experience.failedInRow = 0;
    } else if (got.why.failure === null) experience.failedInRow += 1;
    else experience.silent = true;
    return got;
  };

  /** `null`: there is no relay after all. */
  const openRelayed = async (url: string, experience: Experience, asking: Asking) => {
    if (!relayIsThere) return null;
    const answer = await endpoints.during((relayUrl) => askRelay(relayUrl, url, { ...means, ...asking }));
    if (answer === 'absent') {
      relayIsThere = false;
      return null;
    }
    if (answer.ok || !tellsNothing.has(answer.failure.code)) experience.relayed = true;
    else if (isRefusal(answer)) experience.refused = true;
    return answer;
  };

  return {
    async open(url, signal, heard = () => {}) {
      const asking = { signal, heard };
      const host = new URL(url).host;
      const experience = experienceOf(host);
      if (!mayGoDirect(experience)) {
        const relayed = await openRelayed(url, experience, asking);
        if (relayed !== null) return relayed;
        // There is no relay after all, so what was left to it may be asked for directly again.
        if (!mayGoDirect(experience)) return fail({ code: 'unreadable', host });
      }
      const direct = await openDirect(url, experience, asking);
      const outcome = toResult(direct, experience);
      if (outcome !== 'ask-relay' || signal.aborted) {
        return outcome === 'ask-relay' ? fail({ code: 'unreadable', host }) : outcome;
      }
      const relayed = await openRelayed(url, experience, asking);
      // Of silence, one who may not ask knows less than one who waited.
      const isNoHelp = relayed === null || (!direct.ok && direct.why.failure !== null && isRefusal(relayed));
      return isNoHelp ? toFailure(direct, host) : relayed;
    },
    access(host) {
      const experience = experiences.get(host);
      if (experience === undefined) return 'unknown';
      const { worked, failedInRow, relayed, refused } = experience;
      if (worked && failedInRow < directTries) return 'open';
      if (relayed) return 'relayed';
      // With a relay to ask, a host that cannot be read is known to be down; without one it may be either.
      return failedInRow > 0 && (refused || !relayIsThere) ? 'blocked' : 'unknown';
    },
  };
}

function isRefusal(result: Result<OpenedBytes>): boolean {
  return !result.ok && result.failure.code === 'refused-by-relay';
}

type Direct = { ok: true; value: Download } | { ok: false; why: NoDownload };

/**
 * What a direct attempt amounts to; the relay is asked after a failure that says nothing, after the silence of a host that
 * nobody has heard from yet, and once after a 403.
 */
function toResult(direct: Direct, { worked }: Experience): Result<OpenedBytes> | 'ask-relay' {
  if (!direct.ok) {
    const { answered, failure } = direct.why;
    return failure === null || (!answered && !worked) ? 'ask-relay' : fail(failure);
  }
  const { status, headers, bytes } = direct.value;
  if (status === 403) return 'ask-relay';
  if (status < 200 || status > 299) return fail(toHttpFailure(status, headers));
  return ok({ bytes, byteLength: bytes.byteLength, via: 'direct' });
}

function toFailure(direct: Direct, host: string): Result<OpenedBytes> {
  if (direct.ok) return fail(toHttpFailure(direct.value.status, direct.value.headers));
  return fail(direct.why.failure ?? { code: 'unreadable', host });
}

function toHttpFailure(status: number, headers: AnswerHeaders): Failure {
  return { code: 'http', status, retryAfterMs: parseRetryAfter(headers.retryAfter, Date.now()) };
}
