/**
 * What the relay tells the page when it has no picture for it. The shapes are those of the core's `Failure`, written
 * out because the relay imports no other zone; `test/relay/answer.test.ts` holds the two together.
 */
export type RelayFailure =
  /** The far host answered with this status; 503 also when the relay itself has too much to do. */
  | { code: 'http'; status: number; retryAfterMs: number | null }
  /** No answer from the far host; `reason` is the system's code: `ENOTFOUND`, `ECONNREFUSED`, `CERT_HAS_EXPIRED`, … */
  | { code: 'unreachable'; host: string; reason: string }
  /** The relay did not try; `reason` completes "may not fetch from that host: …". */
  | { code: 'refused-by-relay'; host: string; reason: string }
  | { code: 'too-many-redirects'; host: string }
  | { code: 'timed-out'; stage: 'headers' | 'idle' | 'total'; afterMs: number }
  | { code: 'too-many-bytes'; limitBytes: number }
  | { code: 'empty' }
  /** What people keep among their pictures, and no decoder of the page reads. */
  | { code: 'unsupported'; kind: string }
  /** `found` is a word for people: HTML, JSON, text, … */
  | { code: 'not-an-image'; found: string };

/** The relay's `Result`: what it asked for, or the failure that the page will be told. */
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: RelayFailure };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function fail(failure: RelayFailure): { ok: false; failure: RelayFailure } {
  return { ok: false, failure };
}

export function refuse(host: string, reason: string): { ok: false; failure: RelayFailure } {
  return fail({ code: 'refused-by-relay', host, reason });
}
