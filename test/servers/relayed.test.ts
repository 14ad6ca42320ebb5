import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllowList } from '../../src/relay/allow.ts';
import { createRelay } from '../../src/relay/handler.ts';
import type { RelayLimits } from '../../src/relay/limits.ts';
import type { Fault } from './fault.ts';
import { createFaultOrigins, type FaultOrigins } from './fault-origins.ts';
import type { FaultServer } from './fault-server.ts';
import { faults } from './faults/index.ts';
import { type Loopback, listen } from './loopback.ts';

let origins: FaultOrigins;
let relay: Loopback;
/** One with short clocks, because every stall is waited for. */
let hastyRelay: Loopback;

beforeAll(async () => {
  origins = await createFaultOrigins({ count: 1, closedEvery: 1, delayMs: 20 });
  // Less than the bombs have, because they are waited for as well.
  const bodyBytes = 8 * 2 ** 20;
  relay = await listenRelay({ bodyBytes });
  hastyRelay = await listenRelay({ bodyBytes, headersMs: 400, idleMs: 400, totalMs: 900 });
});

afterAll(() => Promise.all([origins, relay, hastyRelay].map((each) => each.close())));

function listenRelay(limits: Partial<RelayLimits>): Promise<Loopback> {
  const handler = createRelay({ allow: parseAllowList(origins.relayAllow), limits });
  return listen((request, response) => void handler(request, response));
}

/** What the relay makes of a URL: the code of its failure, `bytes`, or `broken` when it breaks off. */
async function relayed(url: string, { origin }: Loopback): Promise<string> {
  const response = await fetch(`${origin}/relay?url=${encodeURIComponent(url)}`, {
    headers: { Origin: origin },
  });
  try {
    const body = await response.bytes();
    if (response.headers.get('x-relay') === 'bytes') return 'bytes';
    return (JSON.parse(Buffer.from(body).toString()) as { failure: { code: string } }).failure.code;
  } catch {
    return 'broken';
  }
}

const ofTheBytes = [
  ...['done', 'placeholder', 'unsupported', 'truncated', 'corrupt'],
  ...['too-many-pixels', 'too-deep', 'not-an-image'],
];

/** What each answer of the relay lets the page conclude. */
function isInKeeping(heard: string, { relay: expected }: Fault): boolean {
  if (heard === 'bytes') return expected.some((ending) => ofTheBytes.includes(ending));
  // The page's own clocks and its count of bytes speak first when the relay's are wider, as they are in the product.
  if (heard === 'broken')
    return expected.some((ending) => ['truncated', 'timed-out', 'too-many-bytes'].includes(ending));
  return expected.some((ending) => ending === heard);
}

const lasting = [...faults.values()].filter(({ relay: expected }) => !expected.includes('done') || expected.length > 1);
const healing = [...faults.values()].filter(({ relay: expected }) => expected.length === 1 && expected[0] === 'done');

test.each(lasting)('$name: what the relay says agrees with what is expected', async (fault) => {
  const by = fault.group === 'stalled' ? hastyRelay : relay;
  const heard = await relayed((origins.servers[0] as FaultServer).url(fault.name), by);
  expect(isInKeeping(heard, fault), `${heard}, not ${fault.relay}`).toBe(true);
});

test.each(healing)('$name: brings bytes at last', async ({ name, group }) => {
  const by = group === 'stalled' ? hastyRelay : relay;
  const url = (origins.servers[0] as FaultServer).url(name, 'healing');
  const tries: string[] = [];
  while (tries.length < 3 && tries.at(-1) !== 'bytes') tries.push(await relayed(url, by));
  expect(tries.at(-1), tries.join()).toBe('bytes');
});

test('the relay reached nothing that it must not', () => {
  expect(origins.canaryCount()).toBe(0);
});
