import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import type { Loopback } from './loopback.ts';

/**
 * An address where every connection is refused, for as long as it is kept open. The port is held as the near end of a
 * connection of our own: the system gives it to nobody else, and nobody listens on it. A port that was merely closed
 * again may be the next server's.
 */
export async function createRefusedPort(): Promise<Loopback> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const holder = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[peer]] = await Promise.all([once(server, 'connection'), once(holder, 'connect')]);
  const port = holder.localPort as number;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    async close() {
      holder.destroy();
      peer.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
