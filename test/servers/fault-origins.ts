import { createFaultServer, type FaultServer, type FaultServerOptions } from './fault-server.ts';
import type { Ledger } from './ledger.ts';
import { type Loopback, listen } from './loopback.ts';
import { createRefusedPort } from './refused-port.ts';

export interface FaultOriginsOptions extends Omit<FaultServerOptions, 'port' | 'cors' | 'targets'> {
  /** How many origins, those that redirects lead to not counted. */
  count: number;
  /** Every Nth origin does not allow CORS; 0 for none. */
  closedEvery: number;
}

/** Many origins that know of each other: all that a list of faults needs. */
export interface FaultOrigins {
  servers: readonly FaultServer[];
  /** Where nobody listens. */
  refused: Loopback;
  /** Where redirects lead. */
  open: FaultServer;
  closed: FaultServer;
  /** The value of RELAY_ALLOW by which the relay reaches all of it but the canary. */
  relayAllow: string;
  /** Requests to the private address that redirects lead to, other than a browser's, and for any server's canary path. */
  canaryCount(): number;
  /** The ledgers of the origins and of where redirects lead. */
  ledgers: readonly Ledger[];
  close(): Promise<void>;
}

/** Starts the origins, and what they lead to: one with CORS, one without, one that nobody may reach, and a dead port. */
export async function createFaultOrigins(options: Partial<FaultOriginsOptions> = {}): Promise<FaultOrigins> {
  const { count = 3, closedEvery = 3, ...shared } = options;
  let trespasses = 0;
  const [refused, open, closed, canary] = await Promise.all([
    createRefusedPort(),
    createFaultServer({ ...shared, cors: true }),
    createFaultServer({ ...shared, cors: false }),
    listen((request, response) => {
      // A browser that follows a redirect by itself says so; only what comes from elsewhere went where it must not.
      if (request.headers.origin === undefined) trespasses += 1;
      response.end('private');
    }),
  ]);
  const targets = { open: open.origin, closed: closed.origin, private: canary.origin };
  const servers = await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const cors = closedEvery === 0 || (index + 1) % closedEvery !== 0;
      return createFaultServer({ ...shared, cors, targets });
    }),
  );
  const reachable = [...servers, open, closed];
  return {
    servers,
    refused,
    open,
    closed,
    relayAllow: [...reachable, refused].map(({ host }) => host).join(','),
    canaryCount: () => reachable.reduce((sum, server) => sum + server.canaryCount(), trespasses),
    ledgers: reachable.map(({ ledger }) => ledger),
    async close() {
      await Promise.all([...reachable, refused, canary].map((each) => each.close()));
    },
  };
}
