import { type Failure, fail, ok, type Result } from '../core/failure.ts';
import type { OutputFile } from '../core/item.ts';
import type { Limits } from '../core/limits.ts';
import type { Clock } from '../core/ports.ts';
import { parseRetryAfter } from '../core/retry.ts';
import { md5 } from './md5.ts';
import type { Sink } from './sink.ts';
import { parseTemplate } from './upload-template.ts';

export { parseTemplate } from './upload-template.ts';

export interface PutOptions {
  /** One that `parseTemplate` accepts; another is a bug, and throws. */
  template: string;
  mimeOf(format: OutputFile['format']): string;
  limits: Pick<Limits, 'deliverMs'>;
  clock: Clock;
  fetch?: typeof globalThis.fetch;
  /** Whether an earlier page may have stored this file, and was gone before it heard so. */
  mayBeThere?(name: string): boolean;
}

/**
 * Uploads by HTTP PUT, one request per output file; trying again is the run's business.
 *
 * A second try must not store a second copy: where an answer was lost, the object is read first, and if it is the very
 * bytes, that was the answer. What was stored is compared where the server's ETag tells: object stores give the MD5.
 */
export function createPutSink(options: PutOptions): Sink {
  const { mimeOf, limits, clock, fetch = (input, init) => globalThis.fetch(input, init) } = options;
  const template = parseTemplate(options.template);
  if (!template.ok) throw new RangeError(`Not an upload template (${template.problem}): ${options.template}`);
  const { value: toUrl, host } = template;
  const aborted = new AbortController();
  /** Names whose last try ended without an answer. */
  const unanswered = new Set<string>();
  /** Some servers' ETags have 32 digits and are not MD5 (encrypted buckets): from those nothing is concluded. */
  let etags: 'untried' | 'md5' | 'other' = 'untried';

  /** `null`: the server does not say, because reading is not allowed or there is nothing. */
  const isStored = async (url: string, bytes: Uint8Array, signal: AbortSignal): Promise<boolean | null> => {
    const response = await fetch(url, { ...manners, method: 'GET', signal }).catch(() => null);
    if (response?.ok !== true) return null;
    const length = response.headers.get('content-length');
    if (length !== null && Number(length) !== bytes.length) {
      await response.body?.cancel();
      return false;
    }
    return equal(new Uint8Array(await response.arrayBuffer()), bytes);
  };

  const send = async (file: OutputFile, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Result<void>> => {
    const url = toUrl(file.name);
    if (unanswered.has(file.name) || options.mayBeThere?.(file.name)) {
      if (await isStored(url, bytes, signal)) return ok(undefined);
    }
    const headers = { 'Content-Type': mimeOf(file.format) };
    const response = await fetch(url, { ...manners, method: 'PUT', headers, body: bytes, signal });
    // Only the headers matter; the rest of the answer would keep the connection from the next upload.
    await response.body?.cancel();
    if (!response.ok) return fail(toFailure(response));
    return verify(response.headers.get('etag'), url, bytes, signal);
  };

  const verify = async (etag: string | null, url: string, bytes: Uint8Array, signal: AbortSignal) => {
    const digits = md5Digits(etag);
    if (digits === null || etags === 'other') return ok(undefined);
    if (digits === md5(bytes)) etags = 'md5';
    else if (etags === 'md5' || (await isStored(url, bytes, signal)) === false) return mismatch;
    else etags = 'other';
    return ok(undefined);
  };

  return {
    async write(file, bytes, signal) {
      const late = new AbortController();
      const answered = new AbortController();
      const { deliverMs } = limits;
      void clock.wait(deliverMs, answered.signal).then(() => answered.signal.aborted || late.abort());
      try {
        const sent = await send(file, bytes, AbortSignal.any([signal, late.signal, aborted.signal]));
        unanswered.delete(file.name);
        return sent;
      } catch {
        unanswered.add(file.name);
        if (late.signal.aborted) return fail({ code: 'timed-out', stage: 'deliver', afterMs: deliverMs });
        return fail({ code: 'upload-unreachable', host });
      } finally {
        answered.abort();
      }
    },
    close: async () => {},
    async abort() {
      aborted.abort();
    },
  };
}

/**
 * No cookies, no word of where the file came from, nothing out of a cache. A redirect is not followed: what a signed
 * address or a cookie-less host was trusted with would go to somebody else.
 */
const manners = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'manual',
} as const satisfies RequestInit;

function toFailure(response: Response): Failure {
  // Browsers hide which redirect it was; 307 is the one that asks to send the body again.
  const status = response.type === 'opaqueredirect' ? 307 : response.status;
  return {
    code: 'upload-http',
    status,
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), Date.now()),
  };
}

/** What may be an MD5 in lower-case hex; weak ETags and those of uploads in parts look different. */
function md5Digits(etag: string | null): string | null {
  return /^"([0-9a-f]{32})"$/i.exec(etag ?? '')?.[1]?.toLowerCase() ?? null;
}

const mismatch = fail({ code: 'upload-mismatch', detail: 'the server stored other bytes than were sent' });

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
