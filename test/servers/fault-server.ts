import type { IncomingMessage, ServerResponse } from 'node:http';
import { toDistinct } from '../photos/distinct.ts';
import { specimen } from '../photos/specimen.ts';
import { share } from './cors.ts';
import { createExchange } from './exchange.ts';
import type { FaultSite, RedirectTargets } from './fault.ts';
import { faults } from './faults/index.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createLink, type Link } from './link.ts';
import { type Loopback, listen } from './loopback.ts';

export interface FaultServerOptions {
  port: number;
  /** Whether pages of other origins may read its answers. */
  cors: boolean;
  /** Whether they may embed them under COEP. */
  corp: boolean;
  /** Milliseconds of the small delays; stalls last until the client or the server goes. */
  delayMs: number;
  /** Of each connection; `null` is as fast as it goes. */
  bytesPerSecond: number | null;
  /** A line that it shares with other servers; `null` for none. */
  link: Link | null;
  /** Serves this instead of its own small picture, e.g. a seed photo; it must differ from path to path. */
  picture: (path: string) => Promise<Buffer>;
  targets: RedirectTargets;
}

/** One origin where the path chooses what goes wrong. */
export interface FaultServer extends Loopback {
  cors: boolean;
  ledger: Ledger;
  /** The URL of this fault (a key of `faults`); `tag` makes it one of many, and may hold slashes. */
  url(fault: string, tag?: string): string;
  /** Requests for what nothing may ask for. */
  canaryCount(): number;
}

const defaults: FaultServerOptions = {
  port: 0,
  cors: true,
  corp: false,
  delayMs: 100,
  bytesPerSecond: null,
  link: null,
  picture: async (path) => toDistinct(await specimen('jpeg'), path),
  // Nobody listens on the discard port; whoever should follow a redirect to elsewhere says where that is.
  targets: { open: 'http://127.0.0.1:9', closed: 'http://127.0.0.1:9', private: 'http://127.0.0.1:9' },
};

export async function createFaultServer(options: Partial<FaultServerOptions> = {}): Promise<FaultServer> {
  const settings = { ...defaults, ...options };
  const ledger = createLedger();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry = ledger.open(request, response);
    share(response, settings);
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const links = settings.link === null ? [] : [settings.link];
    if (settings.bytesPerSecond !== null) links.push(createLink(settings.bytesPerSecond));
    const exchange = createExchange(request, response, entry, links);
    const fault = faults.get(exchange.url.pathname.split('/')[1] ?? '');
    if (fault === undefined) return exchange.send(404, {}, 'no such fault');
    const { picture, targets, delayMs } = settings;
    const site: FaultSite = { picture, targets, delayMs, canary: `http://${request.headers.host}/canary` };
    await fault.answer(exchange, site);
  }

  const loopback = await listen((request, response) => void answer(request, response), settings.port);
  return {
    ...loopback,
    cors: settings.cors,
    ledger,
    url(fault, tag) {
      const file = faults.get(fault)?.file;
      if (file === undefined) throw new Error(`no fault is called ${fault}`);
      return `${loopback.origin}/${fault}/${tag === undefined ? '' : `${tag}/`}${file}`;
    },
    canaryCount: () => ledger.entries.filter((entry) => entry.path.startsWith('/canary')).length,
  };
}
