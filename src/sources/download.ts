import { type Failure, fail, ok, type Result } from '../core/failure.ts';
import type { Limits } from '../core/limits.ts';
import type { Clock } from '../core/ports.ts';

export interface Download {
  status: number;
  headers: Headers;
  bytes: ArrayBuffer;
}

/** Why a download brought nothing. */
export interface NoDownload {
  /** Whether headers came: then the host lets itself be read, whatever happened to the body. */
  answered: boolean;
  /** `null`: browsers tell nothing of DNS, TLS, resets and CORS, which all look alike to a page. */
  failure: Failure | null;
}

export interface DownloadMeans {
  fetch: typeof globalThis.fetch;
  limits: Limits;
  clock: Clock;
  signal: AbortSignal;
  /** Called when headers come, and at every chunk. */
  heard(): void;
}

/**
 * Fetches a URL whole, under three clocks (until headers, between chunks, in total) and a limit on its decoded bytes,
 * which are counted while they stream: neither a stalled host nor an endless body can hold a lane.
 */
export async function download(
  url: string,
  { fetch, limits, clock, signal, heard }: DownloadMeans,
): Promise<{ ok: true; value: Download } | { ok: false; why: NoDownload }> {
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  let why: NoDownload = { answered: false, failure: null };
  const startAlarm = (stage: 'headers' | 'idle' | 'total', afterMs: number) => {
    const done = new AbortController();
    void clock.wait(afterMs, AbortSignal.any([done.signal, ending.signal])).then(() => {
      if (done.signal.aborted || ending.signal.aborted) return;
      why = { ...why, failure: { code: 'timed-out', stage, afterMs } };
      end();
    });
    return () => done.abort();
  };
  const stopTotal = startAlarm('total', limits.totalMs);
  let stopStep = startAlarm('headers', limits.headersMs);
  try {
    const response = await fetch(url, {
      signal: ending.signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
    // What breaks from here on is a body that was cut short.
    why = { answered: true, failure: { code: 'truncated' } };
    const onChunk = () => {
      heard();
      stopStep();
      stopStep = startAlarm('idle', limits.idleMs);
    };
    onChunk();
    const body = await readBody(response, limits.sourceBytes, onChunk);
    if (!body.ok) return { ok: false, why: { answered: true, failure: body.failure } };
    return { ok: true, value: { status: response.status, headers: response.headers, bytes: body.value } };
  } catch {
    return { ok: false, why };
  } finally {
    stopStep();
    stopTotal();
    signal.removeEventListener('abort', end);
    // Whatever is still coming is not wanted any more.
    end();
  }
}

async function readBody(response: Response, limitBytes: number, onChunk: () => void): Promise<Result<ArrayBuffer>> {
  if (response.body === null) return ok(new ArrayBuffer(0));
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > limitBytes) return fail({ code: 'too-many-bytes', limitBytes });
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  const reader = response.body.getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    onChunk();
    byteLength += chunk.value.byteLength;
    if (byteLength > limitBytes) return fail({ code: 'too-many-bytes', limitBytes });
    chunks.push(chunk.value);
  }
  const whole = new Uint8Array(byteLength);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return ok(whole.buffer);
}
