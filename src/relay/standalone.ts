/**
 * `npm start`'s server: the built page and its relay on one origin. Built into one file without packages; run by
 * `node dist-server/server.js` beside `dist/`. PORT (4173; 0 takes any free one), HOST (127.0.0.1), RELAY_ALLOW and
 * ALLOWED_HOSTS come from the environment, see settings.ts.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isOwnHost } from './caller.ts';
import { createRelay, isRelayPath } from './handler.ts';
import { headersFor } from './headers.ts';
import { createPages } from './pages.ts';
import { readRelaySettings } from './settings.ts';
import { loopbackHosts } from './shard.ts';

const host = process.env.HOST || '127.0.0.1';
const port = Number(process.env.PORT || 4173);

if (!Number.isInteger(port) || port < 0 || port > 65_535) exit(`PORT=${process.env.PORT} is not a port number.`);

const settings = readSettingsOrExit();
const relay = createRelay(settings);
const pages = createPages(join(import.meta.dirname, '../dist'));
const ownHosts = new Set([...loopbackHosts, ...settings.ownHosts]);

const server = createServer((request, response) => {
  // The relay looks at its callers itself. So is the page checked: a rebound foreign name must not get a foot on this
  // origin at all, and a name that is there for the relay has no page.
  if (isRelayPath(request.url)) void relay(request, response);
  else if (!isOwnHost(request, ownHosts)) {
    response
      .writeHead(421, { ...headersFor('/'), 'Content-Type': 'text/plain' })
      .end('This server does not go by that name.\n');
  } else pages(request, response);
});

server.once('error', (error: NodeJS.ErrnoException) => exit(toWords(error)));
server.listen(port, host, () => {
  const { address, port: bound } = server.address() as AddressInfo;
  const name = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(address) ? 'localhost' : host;
  console.log(`Thumbnail Maker is ready: http://${name.includes(':') ? `[${name}]` : name}:${bound}/`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));

function readSettingsOrExit() {
  try {
    return readRelaySettings(process.env);
  } catch (error) {
    return exit((error as Error).message);
  }
}

function toWords({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another: PORT=${port + 1} npm start`;
  if (code === 'EACCES') return `Port ${port} needs more rights. Choose one above 1023: PORT=4173 npm start`;
  return `Cannot listen at ${host}:${port}: ${message}`;
}

function exit(message: string): never {
  console.error(message);
  process.exit(1);
}
