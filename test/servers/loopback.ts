import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One origin on this machine. */
export interface Loopback {
  port: number;
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  origin: string;
  /** `127.0.0.1:PORT`, as RELAY_ALLOW wants it. */
  host: string;
  /** Ends the server and everything that still hangs on it, stalled answers included. Safe to call twice. */
  close(): Promise<void>;
}

/** Starts an HTTP server on loopback; port 0 takes any free one. */
export async function listen(answer: RequestListener, port = 0): Promise<Loopback> {
  const server = createServer(answer);
  // An idle connection that the server closes just as the client reuses it looks like a fault that nobody ordered.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    port: (server.address() as AddressInfo).port,
    origin: `http://${host}`,
    host,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
