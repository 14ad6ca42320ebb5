import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { cachingFor, headersFor } from './headers.ts';

/** Serves the files of a built page, each answer with its headers, errors included. */
export function createPages(folder: string): (request: IncomingMessage, response: ServerResponse) => void {
  // `dev`: looked up at every request. The page may be built anew while it is served; what was remembered of its files
  // would then be wrong.
  const serve = sirv(folder, { etag: true, dev: true });
  return (request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    // Nothing here needs ranges, and sirv throws on those that end before they begin.
    delete request.headers.range;
    response.setHeader('Cache-Control', cachingFor(path));
    // A file that goes between the first look and the reading of it ends this answer, not the server.
    response.once('pipe', (file) => file.once('error', () => response.destroy()));
    try {
      serve(request, response, () => refuse(response, 404, 'There is nothing here.'));
    } catch {
      refuse(response, 503, 'The page is being built.');
    }
  };
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.setHeader('Cache-Control', 'no-store');
  response.writeHead(status, { 'Content-Type': 'text/plain;charset=utf-8' }).end(`${words}\n`);
}
