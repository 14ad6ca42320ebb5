import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { share } from './cors.ts';
import { createLedger, type Ledger, type LedgerEntry } from './ledger.ts';
import { type Loopback, listen } from './loopback.ts';
import { toDecodedPath } from './path.ts';

/** How the server treats uploads; each may be changed while it runs. */
export interface UploadBehaviour {
  cors: boolean;
  /** Answers 503 to every Nth PUT, but never twice to the same key; 0 for never. */
  failEvery: number;
  /** Stores every Nth object and then drops the connection, once for each key; 0 for never. */
  loseEvery: number;
  /** Refuses preflights, as a bucket without CORS rules does. */
  refusePreflight: boolean;
  /** 403, as presigned URLs answer when their time is over. */
  expired: boolean;
  /** Stores the bytes with one of them changed, and gives the ETag of what it stored. */
  corrupting: boolean;
  /** 307 to the same key on this origin; `null` for none. */
  redirectTo: string | null;
  /** Milliseconds before each answer. */
  delayMs: number;
}

interface StoredObject {
  bytes: Buffer;
  /** Lower-case hex. */
  sha256: string;
  contentType: string;
  /** How often an upload of this key was accepted: 1, or it was doubled. */
  stores: number;
}

/** A host that takes PUT, keeps what it gets in memory and gives it back to GET and HEAD. */
export interface UploadServer extends Loopback {
  ledger: Ledger;
  /** By key: the decoded path without its first slash. */
  objects: ReadonlyMap<string, StoredObject>;
  behave(change: Partial<UploadBehaviour>): void;
}

const defaults: UploadBehaviour = {
  cors: true,
  failEvery: 0,
  loseEvery: 0,
  refusePreflight: false,
  expired: false,
  corrupting: false,
  redirectTo: null,
  delayMs: 0,
};

export async function createUploadServer(
  options: Partial<UploadBehaviour> & { port?: number } = {},
): Promise<UploadServer> {
  const { port = 0, ...given } = options;
  const behaviour = { ...defaults, ...given };
  const ledger = createLedger();
  const objects = new Map<string, StoredObject>();
  const failed = createOnce();
  const lost = createOnce();
  let puts = 0;
  let stored = 0;

  async function put(request: IncomingMessage, response: ServerResponse, entry: LedgerEntry): Promise<void> {
    const key = toDecodedPath(request.url);
    const bytes = await readBody(request);
    if (bytes === null) return;
    puts += 1;
    if (behaviour.expired) return reply(response, 403, 'Request has expired');
    if (behaviour.redirectTo !== null)
      return reply(response, 307, '', { Location: `${behaviour.redirectTo}${request.url}` });
    if (isNth(puts, behaviour.failEvery) && failed(key))
      return reply(response, 503, 'SlowDown', { 'Retry-After': '0' });
    // A conditional PUT is how a careful client makes sure of "exactly once".
    if (request.headers['if-none-match'] === '*' && objects.has(key)) return reply(response, 412, 'exists already');
    const object = store(key, bytes, request.headers['content-type'] ?? '');
    stored += 1;
    if (isNth(stored, behaviour.loseEvery) && lost(key)) {
      entry.outcome = 'cut';
      return void response.socket?.destroy();
    }
    reply(response, 200, '', { ETag: toEtag(object.bytes) });
  }

  function store(key: string, bytes: Buffer, contentType: string): StoredObject {
    if (behaviour.corrupting) bytes[0] = (bytes[0] ?? 0) ^ 1;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const object = { bytes, sha256, contentType, stores: (objects.get(key)?.stores ?? 0) + 1 };
    objects.set(key, object);
    return object;
  }

  function get(request: IncomingMessage, response: ServerResponse): void {
    const object = objects.get(toDecodedPath(request.url));
    if (object === undefined) {
      reply(response, 404, '');
    } else {
      const { bytes, contentType } = object;
      const headers = { 'Content-Type': contentType, 'Content-Length': bytes.length, ETag: toEtag(bytes) };
      response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : bytes);
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry = ledger.open(request, response);
    if (request.method === 'OPTIONS' && behaviour.refusePreflight) return reply(response, 403, '');
    share(response, { cors: behaviour.cors, corp: false }, 'GET, HEAD, PUT');
    if (request.method === 'OPTIONS') return reply(response, 204, '');
    if (behaviour.delayMs > 0) await sleep(behaviour.delayMs);
    if (request.method === 'PUT') return put(request, response, entry);
    if (request.method === 'GET' || request.method === 'HEAD') return get(request, response);
    reply(response, 405, '');
  }

  const loopback = await listen((request, response) => void answer(request, response), port);
  return { ...loopback, ledger, objects, behave: (change) => void Object.assign(behaviour, change) };
}

function reply(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end(body);
}

/** As S3 gives it for objects that were sent in one piece. */
function toEtag(bytes: Buffer): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}

function isNth(count: number, every: number): boolean {
  return every > 0 && count % every === 0;
}

/** True the first time that it is asked about a key. */
function createOnce(): (key: string) => boolean {
  const seen = new Set<string>();
  return (key) => !seen.has(key) && seen.add(key) !== undefined;
}

/** `null` when the client hung up before the last byte. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}
