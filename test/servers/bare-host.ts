import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { type Loopback, listen } from './loopback.ts';
import { toDecodedPath } from './path.ts';

/** A host that serves the built page from a subfolder and does nothing else: no headers but the type, no relay. */
export interface BareHost extends Loopback {
  /** The page, e.g. `http://127.0.0.1:1234/pages/thumbnails/`. */
  url: string;
  /** Another page of the same origin, with nothing on it. */
  neighbour: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  /** Gives out a file of the page as if it had been changed on the host. */
  change(path: string, edit: (content: string) => string): void;
}

const built = join(import.meta.dirname, '../../dist');
const folder = 'pages/thumbnails/';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Serves `dist/`, so `npm run build` comes before. */
export async function createBareHost(): Promise<BareHost> {
  const asked: string[] = [];
  const edits = new Map<string, (content: string) => string>();

  async function read(path: string): Promise<string | Buffer | null> {
    if (path === 'neighbour.html') return '<!doctype html><meta charset="utf-8"><title>Neighbour</title>';
    if (!path.startsWith(folder) || path.includes('..')) return null;
    const file = path.slice(folder.length) || 'index.html';
    const content = await readFile(join(built, file)).catch(() => null);
    const edit = edits.get(file);
    return content === null || edit === undefined ? content : edit(content.toString('utf8'));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = toDecodedPath(request.url);
    asked.push(path);
    const content = request.method === 'GET' ? await read(path) : null;
    if (content === null) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': types[extname(path) || '.html'] ?? 'application/octet-stream' });
    response.end(content);
  }

  const loopback = await listen((request, response) => void answer(request, response));
  return {
    ...loopback,
    url: `${loopback.origin}/${folder}`,
    neighbour: `${loopback.origin}/neighbour.html`,
    asked,
    change: (path, edit) => edits.set(path, edit),
  };
}
