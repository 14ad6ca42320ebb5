import type { Exchange } from '../exchange.ts';
import { ends, type Fault, type FaultGroup, sendPicture } from '../fault.ts';

/** Statuses of an answer that no second try changes. */
const final: readonly [status: number, group: FaultGroup][] = [
  [404, 'gone'],
  [410, 'gone'],
  [400, 'gone'],
  [401, 'forbidden'],
  [403, 'forbidden'],
  [451, 'forbidden'],
];

function sendStatus(exchange: Exchange, status: number, headers = {}): Promise<void> {
  const page = `<!doctype html><title>${status}</title><h1>${status}</h1>`;
  return exchange.send(status, { 'Content-Type': 'text/html', ...headers }, page);
}

/** 429 to the first request of each URL, with these headers; the second is served. */
function limitedOnce(kind: string, does: string, takes: Fault['takes'], headers: () => Record<string, string>): Fault {
  return {
    name: `limited-${kind}`,
    group: 'limited',
    does: `answers 429 ${does}, then serves the picture`,
    file: 'photo.jpg',
    takes,
    ...ends(['done']),
    answer: (exchange, site) =>
      exchange.attempt === 1 ? sendStatus(exchange, 429, headers()) : sendPicture(exchange, site),
  };
}

export const statusFaults: readonly Fault[] = [
  ...final.map(
    ([status, group]): Fault => ({
      name: `http-${status}`,
      group,
      does: `answers ${status}, always`,
      file: 'photo.jpg',
      takes: 'a-moment',
      ...ends(['http']),
      answer: (exchange) => sendStatus(exchange, status),
    }),
  ),
  ...[500, 502, 503].map(
    (status): Fault => ({
      name: `http-${status}`,
      group: 'limited',
      does: `answers ${status}, always`,
      file: 'photo.jpg',
      takes: 'a-back-off',
      ...ends(['http']),
      answer: (exchange) => sendStatus(exchange, status),
    }),
  ),
  {
    name: 'flaky-503',
    group: 'limited',
    does: 'answers 503 twice, then serves the picture',
    file: 'photo.jpg',
    takes: 'a-back-off',
    ...ends(['done']),
    answer: (exchange, site) => (exchange.attempt <= 2 ? sendStatus(exchange, 503) : sendPicture(exchange, site)),
  },
  limitedOnce('seconds', 'with Retry-After: 1', 'a-back-off', () => ({ 'Retry-After': '1' })),
  // An HTTP date has whole seconds: two seconds ahead is one at least.
  limitedOnce('date', 'with a Retry-After date two seconds ahead', 'a-back-off', () => ({
    'Retry-After': new Date(Date.now() + 2000).toUTCString(),
  })),
  limitedOnce('past', 'with a Retry-After date in 1999', 'a-back-off', () => ({
    'Retry-After': 'Fri, 31 Dec 1999 23:59:59 GMT',
  })),
  limitedOnce('negative', 'with Retry-After: -5', 'a-back-off', () => ({ 'Retry-After': '-5' })),
  limitedOnce('garbage', 'with Retry-After: soon', 'a-back-off', () => ({ 'Retry-After': 'soon' })),
  limitedOnce('silent', 'without Retry-After', 'a-back-off', () => ({})),
  limitedOnce('unexposed', 'with a Retry-After that other origins cannot read', 'a-back-off', () => ({
    'Retry-After': '1',
    'Access-Control-Expose-Headers': 'Content-Length',
  })),
  limitedOnce('absurd', 'with Retry-After: a year', 'the-total', () => ({ 'Retry-After': '31536000' })),
  {
    name: 'limited-always',
    group: 'limited',
    does: 'answers 429 with Retry-After: 1, always',
    file: 'photo.jpg',
    takes: 'a-back-off',
    ...ends(['http']),
    answer: (exchange) => sendStatus(exchange, 429, { 'Retry-After': '1' }),
  },
];
