import { isIP } from 'node:net';

/** Addresses that may be reached although they are not public, each with its port. */
export interface AllowList {
  has(address: string, port: number): boolean;
  /** Whether any allowed address has this port. */
  hasPort(port: number): boolean;
}

/**
 * Reads `127.0.0.1:8081, [::1]:8082, localhost:8083`. `localhost` stands for both loopback addresses; other names are
 * not accepted, because whoever answers for a name decides where it leads.
 * @throws if an entry is not an address with a port: a typing error must not pass for a narrower list.
 */
export function parseAllowList(text: string): AllowList {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  const allowed = new Set(entries.flatMap(parseEntry));
  const ports = new Set([...allowed].map((key) => Number(key.split(' ')[1])));
  return {
    // Resolvers may answer anything, zones included; only plain addresses can be on the list.
    has: (address, port) => isIP(address) !== 0 && !address.includes('%') && allowed.has(toKey(address, port)),
    hasPort: (port) => ports.has(port),
  };
}

function parseEntry(entry: string): string[] {
  const match = /^(.+):(\d{1,5})$/.exec(entry);
  const host = match?.[1] ?? '';
  const port = Number(match?.[2]);
  const address = host.startsWith('[') ? host.slice(1, -1) : host;
  if (host === 'localhost') return [toKey('127.0.0.1', port), toKey('::1', port)];
  if (
    isIP(address) === 0 ||
    address.includes('%') ||
    address.includes(':') !== host.startsWith('[') ||
    port < 1 ||
    port > 65_535
  ) {
    throw new Error(`RELAY_ALLOW: "${entry}" is not an address and a port, like 127.0.0.1:8081 or [::1]:8081`);
  }
  return [toKey(address, port)];
}

/** IPv6 addresses have many spellings; URL knows the shortest. */
function toKey(address: string, port: number): string {
  return `${address.includes(':') ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address} ${port}`;
}
