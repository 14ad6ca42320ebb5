import type { Failure } from '../core/failure.ts';
import type { Limits } from '../core/limits.ts';
import type { Clock } from '../core/ports.ts';
import type { AnswerHeaders, FetchWhole } from './fetch-whole.ts';

export interface Download {
  status: number;
  headers: AnswerHeaders;
  bytes: Uint8Array;
}

/** Why a download brought nothing. */
export interface NoDownload {
  /** Whether headers came: then the host lets itself be read, whatever happened to the body. */
  answered: boolean;
  /** `null`: browsers tell nothing of DNS, TLS, resets and CORS, which all look alike to a page. */
  failure: Failure | null;
}

export interface DownloadMeans {
  fetch: FetchWhole;
  limits: Limits;
  clock: Clock;
  signal: AbortSignal;
  /** Called when headers come, and from time to time while a body does. */
  heard(): void;
}

/**
 * Fetches a URL whole, under three clocks (until headers, between chunks, in total) and a limit on its decoded bytes:
 * neither a stalled host nor an endless body can hold a lane.
 */
export async function download(
  url: string,
  { fetch, limits, clock, signal, heard }: DownloadMeans,
): Promise<{ ok: true; value: Download } | { ok: false; why: NoDownload }> {
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  let answered = false;
  let heardAtMs = clock.now();
  let late: Failure | null = null;
  void watch(limits, clock, ending.signal, () => ({ answered, heardAtMs })).then((failure) => {
    late = failure;
    end();
  });
  const fetched = await fetch(url, {
    limitBytes: limits.sourceBytes,
    signal: ending.signal,
    heard() {
      answered = true;
      heardAtMs = clock.now();
      heard();
    },
  });
  signal.removeEventListener('abort', end);
  // Whatever is still coming is not wanted any more.
  end();
  if (late !== null) return { ok: false, why: { answered, failure: late } };
  switch (fetched.tag) {
    case 'whole':
      return { ok: true, value: fetched };
    case 'too-many-bytes':
      return {
        ok: false,
        why: { answered: true, failure: { code: 'too-many-bytes', limitBytes: limits.sourceBytes } },
      };
    case 'cut-short':
      return { ok: false, why: { answered: true, failure: { code: 'truncated' } } };
    case 'unanswered':
      return { ok: false, why: { answered: false, failure: null } };
  }
}

/** Resolves with what took too long; with `null` once the signal aborts. */
async function watch(
  { headersMs, idleMs, totalMs }: Limits,
  clock: Clock,
  signal: AbortSignal,
  look: () => { answered: boolean; heardAtMs: number },
): Promise<Failure | null> {
  const sinceMs = clock.now();
  while (!signal.aborted) {
    const { answered, heardAtMs } = look();
    const nowMs = clock.now();
    const silence = answered
      ? ({ stage: 'idle', afterMs: idleMs } as const)
      : ({ stage: 'headers', afterMs: headersMs } as const);
    if (nowMs >= heardAtMs + silence.afterMs) return { code: 'timed-out', ...silence };
    if (nowMs >= sinceMs + totalMs) return { code: 'timed-out', stage: 'total', afterMs: totalMs };
    // Headers may come in between, and from then on the other clock counts.
    const restMs = Math.min(heardAtMs + silence.afterMs - nowMs, answered ? idleMs : Math.min(idleMs, headersMs));
    await clock.wait(Math.min(restMs, sinceMs + totalMs - nowMs), signal);
  }
  return null;
}
