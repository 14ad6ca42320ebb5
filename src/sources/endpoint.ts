/** How many other names the relay's server has for a page on this machine: `r0.localhost` … */
const shardCount = 16;

/**
 * The URLs at which the page may ask the relay, its own first. Browsers open six HTTP/1.1 connections to a name, which
 * a few hosts that never answer would hold for as long as our patience; so on a loopback name there are more. Elsewhere
 * names would need certificates, and what serves a page there speaks HTTP/2, which has no such limit.
 */
export function toRelayUrls(own: string): string[] {
  const { hostname, protocol } = new URL(own);
  if (protocol !== 'http:' || !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return [own];
  const shards = Array.from({ length: shardCount }, (_, index) => {
    const url = new URL(own);
    url.hostname = `r${index}.localhost`;
    return url.href;
  });
  return [own, ...shards];
}

/** The relay's URLs, lent so that none has much more to do than another. */
export interface Endpoints {
  /** Whether there is any. */
  readonly some: boolean;
  during<Answer>(ask: (url: string) => Promise<Answer>): Promise<Answer>;
}

/**
 * Lends the least busy of these URLs: with more of them than stalled requests fill, nobody waits behind a stall. The
 * first one alone until another has shown that it is there: not every browser takes `*.localhost` for this machine.
 */
export function createEndpoints(urls: readonly string[], isThere: (url: string) => Promise<boolean>): Endpoints {
  const [own, ...shards] = urls.map((url) => ({ url, busy: 0 }));
  let usable = own === undefined ? [] : [own];
  let probed = false;

  const probe = async () => {
    const [shard] = shards;
    if (probed || own === undefined || shard === undefined) return;
    probed = true;
    // The page's own name comes last: its connections are for the page's own files first.
    if (await isThere(shard.url)) usable = [...shards, own];
  };

  return {
    some: own !== undefined,
    async during(ask) {
      void probe();
      const [first, ...others] = usable;
      if (first === undefined) throw new Error('There is no relay to ask');
      const lent = others.reduce((best, endpoint) => (endpoint.busy < best.busy ? endpoint : best), first);
      lent.busy += 1;
      try {
        return await ask(lent.url);
      } finally {
        lent.busy -= 1;
      }
    },
  };
}
