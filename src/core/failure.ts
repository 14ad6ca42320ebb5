/**
 * What went wrong with one item, as plain data: a code, and the fields that a person or a retry needs.
 * It crosses workers, the journal and the report unchanged; the words for people live in the page.
 */
export type Failure =
  // Network
  | { code: 'http'; status: number; retryAfterMs: number | null }
  /** The host cannot be reached; `reason` is the system's own code (`ENOTFOUND`, `ECONNREFUSED`, …), as the relay saw it. */
  | { code: 'unreachable'; host: string; reason: string }
  /** A direct fetch failed and no relay is there to tell why: the host is down, or it does not allow other pages to read. */
  | { code: 'unreadable'; host: string }
  /** The host answers, but without CORS headers, and there is no relay that may fetch it. */
  | { code: 'blocked-by-cors'; host: string }
  | { code: 'refused-by-relay'; host: string; reason: string }
  | { code: 'too-many-redirects'; host: string }
  | { code: 'timed-out'; stage: 'headers' | 'idle' | 'total' | 'render' | 'deliver'; afterMs: number }
  | { code: 'too-many-bytes'; limitBytes: number }
  // What came
  | { code: 'empty' }
  | { code: 'not-an-image'; found: string }
  | { code: 'unsupported'; kind: string }
  | { code: 'truncated' }
  | { code: 'corrupt'; kind: string; detail: string }
  | { code: 'too-many-pixels'; pixels: number; limitPixels: number }
  /** Elements of an SVG stand within each other, more of them than `limit`. */
  | { code: 'too-deep'; limit: number }
  | { code: 'placeholder'; evidence: PlaceholderEvidence }
  // This machine
  | { code: 'file-gone'; name: string }
  | { code: 'engine-lost'; reason: string }
  | { code: 'shelf-full'; neededBytes: number }
  | { code: 'shelf-broken'; detail: string }
  // Delivery
  | { code: 'upload-http'; status: number; retryAfterMs: number | null }
  | { code: 'upload-unreachable'; host: string }
  | { code: 'upload-mismatch'; detail: string };

/** Why a picture is taken for one that stands in for another: its pixels, or that as many other addresses give it too. */
export type PlaceholderEvidence =
  | { kind: 'dot'; width: number; height: number }
  /** More than `addresses` gave these very bytes; `first` did so first. */
  | { kind: 'repeated'; addresses: number; first: string };

export type FailureCode = Failure['code'];

/** The answer of anything that may fail for reasons of the world: workers, sources and sinks return it, they do not throw. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure };
}
