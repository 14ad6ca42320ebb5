import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { Photo } from '../photos/photo.ts';
import { share } from './cors.ts';
import { createExchange } from './exchange.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createLink, type Link } from './link.ts';
import { type Loopback, listen } from './loopback.ts';
import { toDecodedPath } from './path.ts';

export interface PhotoServerOptions {
  port: number;
  cors: boolean;
  corp: boolean;
  /** Milliseconds before each answer. */
  delayMs: number;
  /** Of each connection; `null` is as fast as it goes. */
  bytesPerSecond: number | null;
  /** A line that it shares with other servers; `null` for none. */
  link: Link | null;
}

export interface PhotoServer extends Loopback {
  ledger: Ledger;
  /** One for each photo, in order; none for a folder. */
  urls: readonly string[];
}

const defaults: PhotoServerOptions = {
  port: 0,
  cors: true,
  corp: false,
  delayMs: 0,
  bytesPerSecond: null,
  link: null,
};

const types: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

/** Serves these photos, or the files of this folder, as a healthy host would; 404 for all else. */
export async function createPhotoServer(
  photos: readonly Photo[] | string,
  options: Partial<PhotoServerOptions> = {},
): Promise<PhotoServer> {
  const settings = { ...defaults, ...options };
  const ledger = createLedger();
  const find = typeof photos === 'string' ? fromFolder(photos) : fromPhotos(photos);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry = ledger.open(request, response);
    share(response, settings);
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const links = settings.link === null ? [] : [settings.link];
    if (settings.bytesPerSecond !== null) links.push(createLink(settings.bytesPerSecond));
    const exchange = createExchange(request, response, entry, links);
    const name = toDecodedPath(request.url);
    const body = await find(name);
    await exchange.pause(settings.delayMs);
    if (body === null) return exchange.send(404, { 'Content-Type': 'text/plain' }, 'no such file');
    await exchange.send(200, { 'Content-Type': types[extname(name)] ?? 'application/octet-stream' }, body);
  }

  const loopback = await listen((request, response) => void answer(request, response), settings.port);
  const urls =
    typeof photos === 'string' ? [] : photos.map(({ name }) => `${loopback.origin}/${encodeURIComponent(name)}`);
  return { ...loopback, ledger, urls };
}

type Find = (name: string) => Promise<Buffer | null>;

function fromPhotos(photos: readonly Photo[]): Find {
  const byName = new Map(photos.map((photo) => [photo.name, photo]));
  return async (name) => byName.get(name)?.bytes() ?? null;
}

function fromFolder(folder: string): Find {
  // `normalize` of an absolute path cannot climb above its root.
  return (name) => readFile(join(folder, normalize(`/${name}`))).catch(() => null);
}
