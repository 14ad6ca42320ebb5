import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Failure, fail, ok } from '../../src/core/failure.ts';
import { type ItemState, isFate, type Made } from '../../src/core/item.ts';
import { pipelinedSchedule, type Schedule, sequentialSchedule } from '../../src/core/schedule.ts';
import { createWorld, notFound } from './world.ts';

const pipelined: Schedule = { mode: 'pipelined', open: 8, render: 2, deliver: 3 };
const urlsOf = (count: number, hosts = 3) =>
  Array.from({ length: count }, (_, index) => `https://host-${index % hosts}.example/${index}.jpg`);

describe.each([
  ['sequential', sequentialSchedule],
  ['staged and wide', { mode: 'staged', open: 8, render: 2, deliver: 3 } satisfies Schedule],
  ['pipelined', pipelined],
])('%s', (_, schedule) => {
  test('every item is opened, rendered, shelved and delivered once, whatever the schedule', async () => {
    const world = createWorld({ urls: urlsOf(20), schedule });
    await world.start();
    expect(world.board.counts.done).toBe(20);
    expect([...world.calls.open.values()]).toEqual(Array(20).fill(1));
    expect(world.calls.deliver.size).toBe(60);
    expect(world.most.open).toBeLessThanOrEqual(schedule.open);
    expect(world.most.render).toBeLessThanOrEqual(schedule.render);
    expect(world.most.deliver).toBeLessThanOrEqual(schedule.deliver);
  });

  test('a failed item is named and stops nobody', async () => {
    const world = createWorld({
      urls: urlsOf(9),
      schedule,
      open: (url) => (url.endsWith('/4.jpg') ? fail(notFound) : ok(undefined)),
      render: (url) => (url.endsWith('/5.jpg') ? fail({ code: 'corrupt', kind: 'jpeg', detail: '' }) : ok(undefined)),
      shelve: (url) => (url.endsWith('/6.jpg') ? fail({ code: 'shelf-broken', detail: '' }) : ok(undefined)),
      deliver: (name) =>
        name.startsWith('image-7') ? fail({ code: 'upload-http', status: 403, retryAfterMs: null }) : ok(undefined),
    });
    await world.start();
    expect(world.board.states.map((state) => (state.tag === 'failed' ? state.failure.code : state.tag))).toEqual([
      'done',
      'done',
      'done',
      'done',
      'http',
      'corrupt',
      'shelf-broken',
      'upload-http',
      'done',
    ]);
  });

  test('the budget bounds what is opened and not yet rendered, by at most one image a lane', async () => {
    const world = createWorld({ urls: urlsOf(60), schedule, bytes: 1000, limits: { bytesInFlight: 3000 } });
    await world.start();
    expect(world.board.counts.done).toBe(60);
    expect(world.most.bytes).toBeLessThanOrEqual(3000 + schedule.open * 1000);
  });

  test('it bounds their number as well: a killed tab has to open them again', async () => {
    const world = createWorld({ urls: urlsOf(60), schedule, bytes: 1000, limits: { imagesInFlight: 3 } });
    await world.start();
    expect(world.board.counts.done).toBe(60);
    expect(world.most.bytes).toBeLessThanOrEqual((3 + schedule.open) * 1000);
  });

  test('what is transient is tried again, later, and succeeds', async () => {
    const busy: Failure = { code: 'http', status: 503, retryAfterMs: null };
    const world = createWorld({
      urls: urlsOf(6),
      schedule,
      open: (_, attempt) => (attempt <= 2 ? fail(busy) : ok(undefined)),
    });
    await world.start();
    expect(world.board.counts.done).toBe(6);
    expect([...world.calls.open.values()]).toEqual(Array(6).fill(3));
  });

  test('a delivery that fails goes on with the file where it failed', async () => {
    const world = createWorld({
      urls: urlsOf(2),
      schedule,
      deliver: (name, attempt) =>
        name.includes('_64') && attempt === 1
          ? fail({ code: 'upload-http', status: 500, retryAfterMs: null })
          : ok(undefined),
    });
    await world.start();
    expect(world.board.counts.done).toBe(2);
    expect(Object.fromEntries(world.calls.deliver)).toMatchObject({
      'image-0_200.jpg': 1,
      'image-0_64.jpg': 2,
      'image-0_32.jpg': 1,
    });
  });

  test('cancelling settles every item at once', async () => {
    const ending = new AbortController();
    let opened = 0;
    const world = createWorld({
      urls: urlsOf(30),
      schedule,
      signal: ending.signal,
      open: () => {
        opened += 1;
        if (opened === 5) ending.abort();
        return ok(undefined);
      },
    });
    await world.start();
    const { done, cancelled } = world.board.counts;
    expect(done + cancelled).toBe(30);
    expect(cancelled).toBeGreaterThan(0);
    expect(opened).toBeLessThanOrEqual(5 + schedule.open);
  });

  test('nothing is shelved of an item that was cancelled', async () => {
    const ending = new AbortController();
    const [url = ''] = urlsOf(1);
    const world = createWorld({
      urls: [url, url],
      schedule,
      signal: ending.signal,
      shelve: () => {
        ending.abort();
        return ok(undefined);
      },
    });
    await world.start();
    expect(world.board.counts.cancelled).toBe(2);
    expect(world.events.filter((event) => event.startsWith('shelve'))).toEqual(['shelve 0']);
  });
});

test('the sequential program does one thing at a time, stage after stage', async () => {
  const world = createWorld({ urls: urlsOf(3, 1), schedule: sequentialSchedule });
  await world.start();
  expect(world.events.map((event) => event.split(' ')[0])).toEqual([
    'open',
    'open',
    'open',
    'render',
    'shelve',
    'render',
    'shelve',
    'render',
    'shelve',
    ...Array(9).fill('deliver'),
  ]);
});

test('pipelined, the stages overlap', async () => {
  const world = createWorld({ urls: urlsOf(30), schedule: pipelined });
  await world.start();
  const stages = world.events.map((event) => event.split(' ')[0]);
  expect(stages.indexOf('deliver')).toBeLessThan(stages.lastIndexOf('open'));
});

test('duplicates are fetched and rendered once, and each gets its own files', async () => {
  const world = createWorld({
    urls: ['https://a.example/1.jpg', 'https://a.example/1.jpg', 'https://a.example/2.jpg'],
    schedule: pipelined,
  });
  await world.start();
  expect(world.calls.open.get('https://a.example/1.jpg')).toBe(1);
  expect(world.calls.render.get('https://a.example/1.jpg')).toBe(1);
  expect(world.board.counts.done).toBe(3);
  expect(world.calls.deliver.has('image-0_200.jpg') && world.calls.deliver.has('image-1_200.jpg')).toBe(true);
});

test('no host is asked more at once than it is granted', async () => {
  const world = createWorld({ urls: urlsOf(50, 1), schedule: pipelinedSchedule(2), limits: { perHost: 4 } });
  await world.start();
  expect(world.most.perHost).toBe(4);
});

test('a host that says 429 is left alone for as long as it asks, while others go on', async () => {
  const busy: Failure = { code: 'http', status: 429, retryAfterMs: 60_000 };
  const finishedAt = new Map<number, number>();
  const world = createWorld({
    urls: [...urlsOf(4, 1).map((url) => url.replace('host-0', 'busy')), ...urlsOf(8, 2)],
    schedule: pipelined,
    open: (url, attempt) => (url.includes('busy') && attempt === 1 ? fail(busy) : ok(undefined)),
    onChange: (id, state) => state.tag === 'done' && finishedAt.set(id, world.clock.now()),
  });
  await world.start();
  expect(world.board.counts.done).toBe(12);
  for (const id of [0, 1]) expect(finishedAt.get(id)).toBeGreaterThan(60_000);
  for (const id of [4, 5, 6, 7, 8, 9, 10, 11]) expect(finishedAt.get(id)).toBeLessThan(1000);
});

test('Retry-After cannot park a run beyond the limit', async () => {
  const world = createWorld({
    urls: urlsOf(1),
    schedule: pipelined,
    limits: { retryWaitMs: 5000 },
    open: (_, attempt) => (attempt === 1 ? fail({ code: 'http', status: 503, retryAfterMs: 1e12 }) : ok(undefined)),
  });
  await world.start();
  expect(world.board.counts.done).toBe(1);
  expect(world.clock.now()).toBeLessThan(6000);
});

test('a truncated image is fetched once more, and then fails as what it is', async () => {
  const world = createWorld({
    urls: urlsOf(2),
    schedule: pipelined,
    render: (url) => (url.endsWith('/0.jpg') ? fail({ code: 'truncated' }) : ok(undefined)),
  });
  await world.start();
  expect(world.calls.open.get('https://host-0.example/0.jpg')).toBe(2);
  expect(world.board.states[0]).toMatchObject({ tag: 'failed', failure: { code: 'truncated' }, attempts: 2 });
});

test('a host that never answers costs each of its later items one try only', async () => {
  const dead: Failure = { code: 'unreachable', host: 'host-0.example', reason: 'ECONNREFUSED' };
  const world = createWorld({ urls: urlsOf(40, 1), schedule: pipelined, open: () => fail(dead) });
  await world.start();
  expect(world.board.counts.failed).toBe(40);
  expect([...world.calls.open.values()].reduce((sum, tries) => sum + tries, 0)).toBeLessThan(60);
});

test('paused, nothing new begins; resumed, everything ends', async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const world = createWorld({ urls: urlsOf(5), schedule: pipelined, resumed: () => gate });
  const running = world.start();
  await new Promise((resolve) => setTimeout(resolve));
  expect(world.events).toEqual([]);
  release();
  await running;
  expect(world.board.counts.done).toBe(5);
});

test('a resumed run leaves the settled alone and only delivers what was made', async () => {
  const made: Made = {
    source: { kind: 'jpeg', width: 1, height: 1, byteLength: 1, via: 'direct', route: 'fake' },
    outputs: [
      {
        name: 'image-1_200.jpg',
        variant: 0,
        format: 'jpeg',
        width: 1,
        height: 1,
        byteLength: 1,
        sha256: '',
        note: null,
      },
    ],
  };
  const known = new Map<number, ItemState>([
    [0, { tag: 'done', made }],
    [1, { tag: 'waiting', attempt: 0, made }],
    [2, { tag: 'failed', failure: notFound, attempts: 1, made: null }],
  ]);
  const world = createWorld({ urls: urlsOf(4), schedule: pipelined, known });
  await world.start();
  expect([...world.calls.open.keys()]).toEqual(['https://host-0.example/3.jpg']);
  expect(world.board.states.map((state) => state.tag)).toEqual(['done', 'done', 'failed', 'done']);
  expect(world.calls.deliver.get('image-1_200.jpg')).toBe(1);
});

test('any mixture of faults, under any schedule: one fate each, and the counts add up', async () => {
  const failure = fc.constantFrom<Failure | null>(
    null,
    notFound,
    { code: 'http', status: 503, retryAfterMs: 10 },
    { code: 'timed-out', stage: 'headers', afterMs: 5 },
    { code: 'unreadable', host: 'x' },
    { code: 'placeholder', evidence: { kind: 'dot', width: 1, height: 1 } },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ host: fc.nat(4), open: failure, render: failure, deliver: failure }), { maxLength: 25 }),
      fc.record({
        mode: fc.constantFrom('staged' as const, 'pipelined' as const),
        open: fc.integer({ min: 1, max: 6 }),
        render: fc.integer({ min: 1, max: 3 }),
        deliver: fc.integer({ min: 1, max: 3 }),
      }),
      fc.option(fc.nat(30), { nil: undefined }),
      async (faults, schedule, cancelAfter) => {
        const ending = new AbortController();
        let steps = 0;
        const step = (found: Failure | null | undefined) => {
          steps += 1;
          if (steps === cancelAfter) ending.abort();
          return found ? fail(found) : ok(undefined);
        };
        const indexOf = (text: string) => Number(/(\d+)(?:_\d+)?\.jpg$/.exec(text)?.[1]);
        const world = createWorld({
          urls: faults.map(({ host }, index) => `https://h${host}.example/${index}.jpg`),
          schedule,
          signal: ending.signal,
          open: (url) => step(faults[indexOf(url)]?.open),
          render: (url) => step(faults[indexOf(url)]?.render),
          deliver: (name) => step(faults[indexOf(name)]?.deliver),
        });
        await world.start();
        expect(world.board.states.every(isFate)).toBe(true);
        expect(Object.values(world.board.counts).reduce((sum, count) => sum + count, 0)).toBe(faults.length);
        if (!ending.signal.aborted) expect(world.board.counts.cancelled).toBe(0);
      },
    ),
    { numRuns: 60 },
  );
});
