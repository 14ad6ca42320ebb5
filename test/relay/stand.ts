import http, { type IncomingHttpHeaders, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { RelayFailure } from '../../src/relay/answer.ts';
import { createRelay, type RelayOptions } from '../../src/relay/handler.ts';

/** A server on loopback that counts; it ends with the test. */
export interface Stand {
  port: number;
  /** `127.0.0.1:PORT` */
  host: string;
  connections: number;
  requests: IncomingMessage[];
}

/** Listens at a free port, or at `port`; `address: undefined` means every address of the machine. */
export async function listen(
  answer: RequestListener,
  { address = '127.0.0.1', port = 0 }: { address?: string | undefined; port?: number } = {},
): Promise<Stand> {
  const stand: Stand = { port, host: '', connections: 0, requests: [] };
  const server = http.createServer((request, response) => {
    stand.requests.push(request);
    answer(request, response);
  });
  server.on('connection', () => {
    stand.connections += 1;
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address === 'any' ? undefined : address, resolve);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  stand.port = (server.address() as AddressInfo).port;
  stand.host = `127.0.0.1:${stand.port}`;
  return stand;
}

/** What the page would see. */
export interface Heard {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The body did not come to its end. */
  isBroken: boolean;
  /** `null` when it brought bytes. */
  failure: RelayFailure | null;
}

export interface RelayStand {
  port: number;
  /** Asks as the page does; `headers` replace or (with `null`) remove its own. */
  ask(url: string, request?: { headers?: Record<string, string | string[] | null>; method?: string }): Promise<Heard>;
  /** Asks and does not wait; `leave` closes the client's connection. */
  begin(url: string): { heard: Promise<Heard>; leave(): void };
}

export async function startRelay(options: RelayOptions): Promise<RelayStand> {
  const relay = createRelay(options);
  const { port } = await listen((request, response) => void relay(request, response));
  const agent = new http.Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const start: StartRequest = (url, { headers = {}, method = 'GET' } = {}) => {
    const all: Record<string, string | string[] | null> = {
      Host: `127.0.0.1:${port}`,
      'Sec-Fetch-Site': 'same-origin',
      'Sec-Fetch-Dest': 'empty',
      ...headers,
    };
    const present = Object.entries(all).filter((entry): entry is [string, string | string[]] => entry[1] !== null);
    const path = `/relay?url=${encodeURIComponent(url)}`;
    const request = http.request({ port, path, method, agent, headers: Object.fromEntries(present) });
    return { request, heard: hear(request) };
  };
  return {
    port,
    ask: (url, init) => start(url, init).heard,
    begin(url) {
      const { request, heard } = start(url);
      heard.catch(() => {});
      return { heard, leave: () => request.destroy() };
    },
  };
}

type StartRequest = (
  url: string,
  init?: Parameters<RelayStand['ask']>[1],
) => { request: http.ClientRequest; heard: Promise<Heard> };

function hear(request: http.ClientRequest): Promise<Heard> {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => {});
      response.once('close', () => {
        const body = Buffer.concat(chunks);
        const isFailure = response.headers['x-relay'] === 'failure' && response.complete;
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body,
          isBroken: !response.complete,
          failure: isFailure ? JSON.parse(body.toString()).failure : null,
        });
      });
    });
    request.end();
  });
}

/** The beginning of a PNG: all that the relay wants to see of a picture. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

export const sendPng: RequestListener = (_request, response) => void response.end(png);

/** Resolves when `isTrue`: tests wait for states, not for time. The test's own time limit is the bound. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2));
}
