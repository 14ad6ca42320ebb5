import { expect, test } from 'vitest';
import { createHostViews, type Watched } from '../../src/app/host-views.ts';
import { createBoard } from '../../src/core/board.ts';
import type { Failure } from '../../src/core/failure.ts';
import { createHosts, type Hosts } from '../../src/core/hosts.ts';
import type { Item } from '../../src/core/item.ts';
import { defaultLimits } from '../../src/core/limits.ts';
import { defaultRecipe } from '../../src/core/recipe.ts';
import type { Access } from '../../src/sources/url.ts';

const silence: Failure = { code: 'timed-out', stage: 'headers', afterMs: 20_000 };
const busy: Failure = { code: 'http', status: 429, retryAfterMs: null };
const failed = { tag: 'failed', failure: silence, attempts: 1, made: null } as const;
const done = {
  tag: 'done',
  made: { source: { kind: 'jpeg', width: 1, height: 1, byteLength: 1, via: 'direct', route: '' }, outputs: [] },
} as const;

const clock = { now: () => 0, wait: async () => {}, random: () => 0 };

function createRun(hostNames: readonly string[]) {
  const items: Item[] = hostNames.map((host, id) => ({
    ...{ id, line: id + 1, stem: `${id}` },
    origin: { kind: 'url', key: `${id}`, url: `https://${host}/${id}`, host },
  }));
  const board = createBoard(items.length, new Map());
  const origins = createHosts(defaultLimits, clock);
  const phase: { is: ReturnType<Watched['phase']> } = { is: 'running' };
  const run: Watched = {
    ...{ board, origins, shelf: { plan: { job: { items, recipe: defaultRecipe } } } },
    phase: () => phase.is,
  };
  return { run, board, origins, phase };
}

test('hosts stand in the order of their items, with what became of them', () => {
  const { run, board } = createRun(['a', 'b', 'b', 'c', 'b', 'c']);
  board.set(1, done);
  board.set(2, failed);
  board.set(3, done);
  const views = createHostViews().look(run, () => 'open', 0);
  expect(views.map(({ host, total, done, failed }) => [host, total, done, failed])).toEqual([
    ['b', 3, 1, 1],
    ['c', 2, 1, 0],
    ['a', 1, 0, 0],
  ]);
});

test.each<[string, Access, (hosts: Hosts) => void]>([
  ['untried', 'unknown', () => {}],
  ['open', 'open', (hosts) => hosts.answered(hosts.get('a'))],
  ['relayed', 'relayed', (hosts) => hosts.answered(hosts.get('a'))],
  ['blocked', 'blocked', (hosts) => hosts.troubled(hosts.get('a'), { code: 'unreadable', host: 'a' }, 0)],
  ['limited', 'open', (hosts) => hosts.troubled(hosts.get('a'), busy, 5_000)],
  ['open', 'open', (hosts) => hosts.troubled(hosts.get('a'), busy, 0)],
  ['slow', 'open', (hosts) => hosts.heard(hosts.get('a'), 4_000)],
  ['slow', 'unknown', (hosts) => hosts.troubled(hosts.get('a'), silence, 0)],
  [
    'down',
    'unknown',
    (hosts) => {
      for (let index = 0; index < 2; index++) hosts.troubled(hosts.get('a'), silence, 0);
    },
  ],
])('%s', (verdict, access, happen) => {
  const { run, origins } = createRun(['a']);
  happen(origins);
  expect(createHostViews().look(run, () => access, 0)[0]?.verdict).toBe(verdict);
});

test('whoever lacks the header is given the line to send', () => {
  const { run } = createRun(['a']);
  const lineFor = (access: Access) => createHostViews().look(run, () => access, 0)[0]?.missingHeader;
  expect([lineFor('blocked'), lineFor('relayed')]).toEqual(Array(2).fill('Access-Control-Allow-Origin: *'));
  expect([lineFor('open'), lineFor('unknown')]).toEqual([null, null]);
});

test('in a run it is looked at four times a second; at its end at once', () => {
  const { run, board, phase } = createRun(['a', 'a']);
  const hostViews = createHostViews();
  const first = hostViews.look(run, () => 'open', 1_000);
  board.set(0, done);
  expect(hostViews.look(run, () => 'open', 1_249)).toBe(first);
  expect(hostViews.look(run, () => 'open', 1_250)[0]?.done).toBe(1);
  board.set(1, done);
  phase.is = 'finished';
  expect(hostViews.look(run, () => 'open', 1_251)[0]?.done).toBe(2);
});

test('10,000 items of 5,000 hosts are summed up in milliseconds', () => {
  const { run } = createRun(Array.from({ length: 10_000 }, (_, id) => `host-${id % 5_000}.example`));
  const hostViews = createHostViews();
  hostViews.look(run, () => 'open', 0);
  const times = Array.from({ length: 15 }, (_, index) => {
    const startMs = performance.now();
    hostViews.look(run, () => 'open', (index + 1) * 1_000);
    return performance.now() - startMs;
  }).sort((a, b) => a - b);
  console.log(`5,000 hosts: ${times[7]?.toFixed(1)} ms`);
  // A bound that a quadratic sum would miss by far, and a busy machine does not.
  expect(times[7]).toBeLessThan(60);
});
