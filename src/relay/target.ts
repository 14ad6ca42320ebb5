import { isIP } from 'node:net';
import { isNeighbour, isPublic } from './address.ts';
import type { AllowList } from './allow.ts';
import { type Answer, fail, ok, refuse } from './answer.ts';
import type { Resolve } from './resolve.ts';

/** One hop's destination, checked: whoever connects takes one of these addresses and asks nobody again. */
export interface Target {
  url: URL;
  /** Without brackets: a name or an address. */
  hostname: string;
  port: number;
  addresses: string[];
  /** Every address is public; otherwise all or some are on the allow list. */
  isPublic: boolean;
}

export interface TargetRules {
  allow: AllowList;
  /** Ports at which public addresses may be reached. */
  ports: readonly number[];
  urlBytes: number;
  resolve: Resolve;
}

/**
 * A URL that may be looked up: http or https, without credentials. WHATWG parsing has made dotted quads of decimal,
 * octal, hexadecimal, short, percent-encoded and full-width IPv4 spellings by now.
 */
export function parseTarget(text: string, base: URL | null, urlBytes: number): Answer<URL> {
  if (text.length > urlBytes) return refuse('', `the URL is longer than ${urlBytes} characters`);
  const url = parseUrl(text, base);
  if (url === null) return refuse('', 'this is not a URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refuse(url.host, `only http and https are fetched, not ${url.protocol.slice(0, -1)}`);
  }
  if (url.username !== '' || url.password !== '') return refuse(url.host, 'the URL contains credentials');
  url.hash = '';
  return ok(url);
}

function parseUrl(text: string, base: URL | null): URL | null {
  try {
    return new URL(text, base ?? undefined);
  } catch {
    return null;
  }
}

/** Looks the host up, once, and refuses it if any one of its addresses may not be reached. */
export async function locate(url: URL, rules: TargetRules, signal: AbortSignal): Promise<Answer<Target>> {
  const { allow, ports } = rules;
  const hostname = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (!ports.includes(port) && !allow.hasPort(port)) return refuse(url.host, `port ${port} is not a web port`);

  const found = await findAddresses(hostname, port, rules, signal);
  if (!found.ok) return fail({ code: 'unreachable', host: url.host, reason: found.reason });
  const addresses = found.addresses;
  const isOpen = (address: string) => ports.includes(port) && isPublic(address) && !isNeighbour(address);
  const bad = addresses.find((address) => !isOpen(address) && !allow.has(address, port));
  if (bad !== undefined) {
    return refuse(url.host, ports.includes(port) ? `${bad} is not a public address` : `${bad}:${port} is not allowed`);
  }
  return ok({ url, hostname, port, addresses, isPublic: addresses.every(isOpen) });
}

type Found = { ok: true; addresses: string[] } | { ok: false; reason: string };

async function findAddresses(
  hostname: string,
  port: number,
  { allow, resolve }: TargetRules,
  signal: AbortSignal,
): Promise<Found> {
  if (isIP(hostname) !== 0) return { ok: true, addresses: [hostname] };
  if (isLocalName(hostname)) {
    // Never asked for (RFC 6761, 6.3): these names are loopback, of which the allow list may hold one address.
    const allowed = ['127.0.0.1', '::1'].filter((address) => allow.has(address, port));
    return { ok: true, addresses: allowed.length > 0 ? allowed : ['127.0.0.1'] };
  }
  try {
    const addresses = await resolve(hostname, signal);
    return addresses.length > 0 ? { ok: true, addresses } : { ok: false, reason: 'ENOTFOUND' };
  } catch (error) {
    return { ok: false, reason: (error as { code?: string }).code ?? 'EAI_AGAIN' };
  }
}

function isLocalName(hostname: string): boolean {
  return /(^|\.)localhost$/.test(hostname);
}
