import { afterAll, beforeAll } from 'vitest';
import { createFaultServer, type FaultServer } from '../fault-server.ts';
import { faults } from './index.ts';

/** The servers of a test file, from before its first test until after its last. */
export interface Stand {
  server: FaultServer;
  /** Where redirects lead: with CORS, and without. */
  open: FaultServer;
  closed: FaultServer;
}

export function startStand(): Stand {
  // Tests, the only readers, begin when it is filled.
  const stand = {} as Stand;
  beforeAll(async () => {
    stand.open = await createFaultServer();
    stand.closed = await createFaultServer({ cors: false });
    const targets = { open: stand.open.origin, closed: stand.closed.origin, private: 'http://10.0.0.1' };
    stand.server = await createFaultServer({ delayMs: 20, targets });
  });
  afterAll(() => Promise.all(Object.values(stand).map((server) => server.close())));
  return stand;
}

export async function bytesOf(url: string): Promise<Buffer> {
  const response = await fetch(url);
  return Buffer.from(await response.arrayBuffer());
}

export async function statusOf(url: string): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status;
}

export function pathOf(url: string): string {
  return new URL(url).pathname;
}

/** Names of the registered faults that match. */
export function named(pattern: RegExp): string[] {
  return [...faults.keys()].filter((name) => pattern.test(name));
}
