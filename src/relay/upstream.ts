import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { type Answer, fail, ok } from './answer.ts';
import type { Errand } from './errand.ts';
import type { Target } from './target.ts';

/** Makes one request to one checked target, and no more: redirects are answers like any other here. */
export type Ask = (target: Target, errand: Errand) => Promise<Answer<IncomingMessage>>;

/** Nothing of the client's request goes along. Some hosts refuse callers without a name. */
const requestHeaders = {
  Accept: 'image/*,*/*;q=0.5',
  'Accept-Encoding': 'identity',
  'User-Agent': 'Mozilla/5.0 (compatible; ThumbnailMaker relay)',
};

/** Kept connections save a handshake per picture; those left over close by themselves. */
const keeping = { keepAlive: true, maxFreeSockets: 32, timeout: 5_000 };

/** A kept connection may have died unseen: as many tries may find such a one before a fresh one is made. */
const staleTries = 3;

/**
 * Connections go to the addresses that were checked: the agent's only source of addresses is `Target.addresses`. For
 * public targets a second fence checks again whatever is about to be connected to.
 */
export function createAsk(): Ask {
  const open = { 'http:': new http.Agent(keeping), 'https:': new https.Agent(keeping) };
  const fenced = { 'http:': new RequestFilteringHttpAgent(keeping), 'https:': new RequestFilteringHttpsAgent(keeping) };

  return async (target, errand) => {
    const protocol = target.url.protocol === 'https:' ? 'https:' : 'http:';
    const agent = (target.isPublic ? fenced : open)[protocol];
    for (let attempt = 1; ; attempt++) {
      const exchange = await converse(target, agent, errand.signal);
      if ('response' in exchange) {
        errand.atEnd(() => exchange.response.destroy());
        return ok(exchange.response);
      }
      if (exchange.wasReused && attempt < staleTries && !errand.signal.aborted) continue;
      const reason = exchange.error.code ?? exchange.error.name;
      return fail({ code: 'unreachable', host: target.url.host, reason });
    }
  };
}

type Exchange = { response: IncomingMessage } | { error: NodeJS.ErrnoException; wasReused: boolean };

function converse(target: Target, agent: http.Agent, signal: AbortSignal): Promise<Exchange> {
  const { url, hostname, port } = target;
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve) => {
    const outgoing = request({
      host: hostname,
      port,
      path: url.pathname + url.search,
      headers: { Host: url.host, ...requestHeaders },
      agent,
      signal,
      lookup: lookUpIn(target.addresses),
      // An address has no name to show or to be verified by; its certificate must carry the address itself.
      servername: isIP(hostname) === 0 ? hostname : '',
    });
    outgoing.once('response', (response) => resolve({ response }));
    outgoing.on('error', (error) => resolve({ error, wasReused: outgoing.reusedSocket }));
    outgoing.end();
  });
}

/** Answers with what was resolved and checked before; the name is not asked for a second time. */
function lookUpIn(addresses: string[]): LookupFunction {
  const entries = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    const [first] = entries;
    if (options.all) callback(null, entries);
    else callback(null, first?.address ?? '', first?.family);
  };
}
