import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerEntry } from './ledger.ts';
import { type Link, sliceBytes } from './link.ts';

/** One request and the means to answer it, well or badly. Whatever it waits for ends when the client hangs up or the server closes. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** From 1: how often this URL was asked for. */
  attempt: number;
  url: URL;
  signal: AbortSignal;
  /** A whole answer with its length. */
  send(status: number, headers: OutgoingHttpHeaders, body: Uint8Array | string): Promise<void>;
  /** Part of a body, at the speed of the line; the head was written before. */
  write(bytes: Uint8Array): Promise<void>;
  /** The head as these bytes, past node:http and its good manners. The server's own headers come along. */
  writeRawHead(statusLine: string, headers: Record<string, string>): void;
  /** Bytes to the socket as they are. */
  writeRaw(bytes: Uint8Array | string): void;
  /** Breaks the connection off, deliberately: `end` after what was written went out (FIN), `reset` at once (RST). */
  cut(how: 'end' | 'reset'): void;
  pause(ms: number): Promise<void>;
  /** Says nothing more. */
  stall(): Promise<void>;
}

export function createExchange(
  request: IncomingMessage,
  response: ServerResponse,
  entry: LedgerEntry,
  links: readonly Link[],
): Exchange {
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  const { signal } = closed;
  const whenClosed = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const socket = () => response.socket;

  async function writeSlice(slice: Uint8Array): Promise<void> {
    for (const link of links) await link.take(slice.length, signal);
    if (signal.aborted || response.write(slice)) return;
    await Promise.race([new Promise((resolve) => response.once('drain', resolve)), whenClosed]);
  }

  async function write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length && !signal.aborted; at += sliceBytes) {
      await writeSlice(bytes.subarray(at, at + sliceBytes));
    }
  }

  return {
    request,
    response,
    attempt: entry.attempt,
    url: new URL(`http://loopback${request.url}`),
    signal,
    write,
    async send(status, headers, body) {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
      if (request.method !== 'HEAD') await write(bytes);
      response.end();
    },
    writeRawHead(statusLine, headers) {
      const all = { ...(response.getHeaders() as Record<string, string>), ...headers };
      const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
      socket()?.write(`${statusLine}\r\n${lines.join('')}\r\n`);
    },
    writeRaw: (bytes) => void socket()?.write(bytes),
    cut(how) {
      entry.outcome = 'cut';
      if (how === 'reset') socket()?.resetAndDestroy();
      else socket()?.end(() => socket()?.destroySoon());
    },
    async pause(ms) {
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    },
    stall: () => whenClosed,
  };
}
