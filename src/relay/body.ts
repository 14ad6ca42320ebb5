import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Answer, fail, ok, type RelayFailure } from './answer.ts';
import type { Errand } from './errand.ts';
import type { RelayLimits } from './limits.ts';
import { judge } from './signature.ts';

type BodyLimits = Pick<RelayLimits, 'bodyBytes' | 'headBytes'>;

/** A body whose beginning is a picture's. */
export interface Body {
  head: Buffer;
  rest: AsyncIterator<Buffer>;
  /** Bytes in all, as announced; `null` if unannounced or compressed on the way. */
  byteLength: number | null;
}

/** Reads just enough of a body to know that it is a picture. */
export async function openBody(response: IncomingMessage, limits: BodyLimits, errand: Errand): Promise<Answer<Body>> {
  const { bodyBytes: limitBytes } = limits;
  const byteLength = announcedBytes(response);
  if (byteLength !== null && byteLength > limitBytes) return fail({ code: 'too-many-bytes', limitBytes });
  const decoded = decode(response);
  if (decoded === null) {
    return fail({ code: 'not-an-image', found: `data encoded as ${response.headers['content-encoding']}` });
  }
  const rest = readCounted(decoded, limitBytes, errand);
  const head = await readHead(rest, limits.headBytes);
  return head.ok ? ok({ head: head.value, rest, byteLength }) : head;
}

function announcedBytes({ headers }: IncomingMessage): number | null {
  const length = headers['content-length'];
  return length !== undefined && /^\d{1,15}$/.test(length) && headers['content-encoding'] === undefined
    ? Number(length)
    : null;
}

/** `identity` is asked for; a host that compresses all the same is unpacked here, so that what comes out is counted. */
function decode(response: IncomingMessage): Readable | null {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return response;
  const create = decoders.get(encoding);
  // The decoder passes the response's error on to whoever reads it: nothing is lost by ignoring it here.
  return create === undefined ? null : pipeline(response, create(), () => {});
}

const decoders = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** The chunks of a body, under the idle clock while we wait for the host and not while we wait for the client. */
async function* readCounted(source: Readable, limitBytes: number, errand: Errand): AsyncGenerator<Buffer> {
  let bytes = 0;
  const end = () => source.destroy();
  errand.signal.addEventListener('abort', end, { once: true });
  errand.atEnd(end);
  errand.expect('idle');
  for await (const chunk of source) {
    errand.relax();
    bytes += chunk.length;
    if (bytes > limitBytes) return errand.stop({ code: 'too-many-bytes', limitBytes });
    yield chunk;
    errand.expect('idle');
  }
  errand.relax();
}

async function readHead(chunks: AsyncIterator<Buffer>, headBytes: number): Promise<Answer<Buffer>> {
  let head = Buffer.alloc(0);
  for (;;) {
    const next = await chunks.next();
    if (!next.done) head = Buffer.concat([head, next.value]);
    if (next.done && head.length === 0) return fail({ code: 'empty' });
    const verdict = judge(head.subarray(0, headBytes), next.done === true || head.length >= headBytes);
    if (verdict === 'image') return ok(head);
    if (verdict !== 'unclear') return fail(toFailure(verdict.found));
  }
}

function toFailure(found: string): RelayFailure {
  const kind = keptAmongPictures.get(found);
  return kind === undefined ? { code: 'not-an-image', found } : { code: 'unsupported', kind };
}

/** By what their beginning is called, the names that the page gives them. */
const keptAmongPictures = new Map([
  ['PDF', 'PDF document'],
  ['video', 'Video'],
]);
