import { free } from './free.ts';

/** What came of asking for a URL. */
export type Fetched =
  | { tag: 'whole'; status: number; headers: AnswerHeaders; bytes: Uint8Array }
  | { tag: 'too-many-bytes' }
  /** Headers came, and not all of the body. */
  | { tag: 'cut-short' }
  /** Browsers tell nothing of DNS, TLS, resets and CORS, which all look alike to a page. */
  | { tag: 'unanswered' };

/** Those that anyone looks at. */
export interface AnswerHeaders {
  retryAfter: string | null;
  relay: string | null;
}

export interface FetchOptions {
  /** Decoded bytes, counted while they stream: a body may be endless, or packed. */
  limitBytes: number;
  signal: AbortSignal;
  /** Called when headers come, and from time to time while a body does. */
  heard(): void;
}

/** Brings all of what stands at a URL. Never rejects; aborted, it answers whatever it likes. */
export type FetchWhole = (url: string, options: FetchOptions) => Promise<Fetched>;

/** Where bodies are put. */
export interface Buffers {
  /** At least so many bytes. */
  take(byteLength: number): ArrayBufferLike;
  give(buffer: ArrayBufferLike): void;
}

/** Memory that is made when it is needed. */
export const freshBuffers: Buffers = {
  take: (byteLength) => new ArrayBuffer(byteLength),
  give(buffer) {
    if (buffer instanceof ArrayBuffer) free(buffer);
  },
};

/** A body whose length is not announced begins with this, and doubles. */
const unknownBytes = 2 ** 16;
/** Announced lengths are believed up to this; a host that sends more gets more when it comes. */
const believedBytes = 2 ** 24;

export function createFetchWhole(buffers: Buffers, fetch: typeof globalThis.fetch): FetchWhole {
  return async (url, { limitBytes, signal, heard }) => {
    let answered = false;
    const ending = new AbortController();
    try {
      const response = await fetch(url, {
        signal: AbortSignal.any([signal, ending.signal]),
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      });
      answered = true;
      heard();
      // What an error says is looked at here and there, but given back by nobody.
      const bytes = await readBody(response, response.ok ? buffers : freshBuffers, limitBytes, heard);
      if (bytes === null) return { tag: 'too-many-bytes' };
      const { status, headers } = response;
      const told = { retryAfter: headers.get('retry-after'), relay: headers.get('x-relay') };
      return { tag: 'whole', status, headers: told, bytes };
    } catch {
      return { tag: answered ? 'cut-short' : 'unanswered' };
    } finally {
      // What is left of a body that nobody reads goes on coming: the browser keeps tens of megabytes of it, and the connection.
      ending.abort();
    }
  };
}

/** `null`: more than the limit. Rejects when the body breaks. */
async function readBody(
  { body, headers }: Response,
  buffers: Buffers,
  limitBytes: number,
  heard: () => void,
): Promise<Uint8Array | null> {
  if (body === null) return new Uint8Array(0);
  const announced = Number(headers.get('content-length') ?? 0);
  if (announced > limitBytes) return null;
  const chunks = readChunks(body);
  // Where no end is announced there may be none: then what was outgrown is freed, and not kept for photos of that size.
  const growing = announced > 0 ? buffers : freshBuffers;
  let buffer = growing.take(Math.min(announced || unknownBytes, believedBytes));
  let byteLength = 0;
  try {
    for (let chunk = await chunks.next(byteLength); chunk !== null; chunk = await chunks.next(byteLength)) {
      heard();
      const needed = byteLength + chunk.byteLength;
      if (needed > limitBytes) return null;
      if (needed > buffer.byteLength) buffer = enlarge(buffer, byteLength, needed, growing);
      new Uint8Array(buffer).set(chunk, byteLength);
      byteLength = needed;
    }
    if (growing !== buffers) return copyInto(buffers.take(byteLength), new Uint8Array(buffer, 0, byteLength));
    const whole = new Uint8Array(buffer, 0, byteLength);
    buffer = nothing;
    return whole;
  } finally {
    if (buffer !== nothing) growing.give(buffer);
  }
}

function copyInto(buffer: ArrayBufferLike, bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(buffer, 0, bytes.byteLength);
  copy.set(bytes);
  return copy;
}

/** One message of the browser's brings about so much. */
const scratchBytes = 2 ** 19;
/** Most bodies are smaller, and of those that are not many hang: a hundred at once, each with memory that lies idle. */
const firstScratchBytes = 2 ** 16;
/** Of downloads that have ended, for the next ones. */
const scratches: ArrayBuffer[] = [];
const scratchLimit = 8;

/**
 * The chunks of a body, each valid until the next is asked for. Where the browser can, they are read into memory that is
 * there already; fresh memory for each of them took a third of the time of a download. `at` is where a chunk goes: one
 * that lies equally to the machine's words is copied into shared memory word by word, else byte by byte.
 */
function readChunks(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = toByteReader(body);
  if (reader === null) {
    const chunks = body.getReader();
    return { next: async () => (await chunks.read()).value ?? null };
  }
  let scratch = new ArrayBuffer(firstScratchBytes);
  return {
    async next(at: number): Promise<Uint8Array | null> {
      if (at >= firstScratchBytes && scratch.byteLength < scratchBytes) {
        scratch = scratches.pop() ?? new ArrayBuffer(scratchBytes);
      }
      const { done, value } = await reader.read(new Uint8Array(scratch, at % 8));
      if (value !== undefined) scratch = value.buffer;
      if (!done) return value;
      if (scratch.byteLength === scratchBytes && scratches.length < scratchLimit) scratches.push(scratch);
      return null;
    },
  };
}

/** `null` where bodies are no byte streams (WebKit), or what came is not from the network. */
function toByteReader(body: ReadableStream): ReadableStreamBYOBReader | null {
  try {
    return body.getReader({ mode: 'byob' });
  } catch {
    return null;
  }
}

const nothing = new ArrayBuffer(0);

function enlarge(buffer: ArrayBufferLike, filled: number, needed: number, buffers: Buffers): ArrayBufferLike {
  const larger = buffers.take(Math.max(needed, 2 * buffer.byteLength));
  new Uint8Array(larger).set(new Uint8Array(buffer, 0, filled));
  buffers.give(buffer);
  return larger;
}
