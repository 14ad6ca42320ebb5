import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { cachingFor, headersFor } from './headers.ts';

/** Serves the files of a built page, each answer with its headers, errors included. */
export function createPages(folder: string): (request: IncomingMessage, response: ServerResponse) => void {
  const serve = sirv(folder, { etag: true });
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
    serve(request, response, () => {
      response.setHeader('Cache-Control', 'no-store');
      response.writeHead(404, { 'Content-Type': 'text/plain;charset=utf-8' }).end('There is nothing here.\n');
    });
  };
}
