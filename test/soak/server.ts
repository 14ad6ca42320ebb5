import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createRelay, isRelayPath } from '../../src/relay/handler.ts';
import { createPages } from '../../src/relay/pages.ts';
import { readRelaySettings } from '../../src/relay/settings.ts';
import { soakRelayLimits } from './limits.ts';

/** The server of the soaked page: pages and relay as in the product, with shorter limits. */
const relay = createRelay({ ...readRelaySettings(process.env), limits: soakRelayLimits });
const pages = createPages(join(import.meta.dirname, '../dist'));

const server = createServer((request, response) => {
  if (isRelayPath(request.url)) void relay(request, response);
  else pages(request, response);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://localhost:${(server.address() as AddressInfo).port}/`);
});
process.once('SIGTERM', () => process.exit(0));
