import { promises as dns } from 'node:dns';

/** All addresses of a name; an empty list or an error with a `code` if there are none. Asked once for each hop. */
export type Resolve = (hostname: string, signal: AbortSignal) => Promise<string[]>;

/**
 * Asks the name servers directly, for IPv4 and IPv6. Not by the system's `getaddrinfo`: that blocks one of only four
 * threads for each name, and a handful of dead name servers would stop every other host. IPv4 comes first, as the
 * more likely to work. A machine that names no server of its own (c-ares then asks itself, and is refused) is asked
 * through the system after all. `queryMs`: until a server that says nothing is asked once more, for twice as long, and
 * once again: questions get lost, most of all where many names are asked for at once. `servers`: others than the machine's
 * own, which are looked up for each name, because a laptop changes its network while the relay runs.
 */
export const resolveByDns =
  (queryMs: number, servers?: readonly string[]): Resolve =>
  async (hostname, signal) => {
    const resolver = new dns.Resolver({ timeout: queryMs, tries: 3 });
    if (servers !== undefined) resolver.setServers(servers);
    const cancel = () => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
      const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      if (addresses.length > 0) return addresses;
      const codes = answers.flatMap((answer) => (answer.status === 'rejected' ? [codeOf(answer.reason)] : []));
      if (codes.includes('ECONNREFUSED') && !signal.aborted) return await resolveBySystem(hostname);
      throw Object.assign(new Error(`no address for ${hostname}`), { code: toReason(codes) });
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };

async function resolveBySystem(hostname: string): Promise<string[]> {
  const answers = await dns.lookup(hostname, { all: true });
  return answers.map(({ address }) => address);
}

/** One word for two answers: "no such name" if the servers say so, "ask again" if they said nothing. */
function toReason(codes: string[]): string {
  return codes.every((code) => code === 'ENOTFOUND' || code === 'ENODATA') ? 'ENOTFOUND' : 'EAI_AGAIN';
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? 'UNKNOWN';
}
