import { expect, test } from 'vitest';
import { createTracing } from '../../src/app/trace.ts';
import { fail, ok } from '../../src/core/failure.ts';
import type { Item, OutputFile } from '../../src/core/item.ts';
import type { Ports, Rendering } from '../../src/core/ports.ts';
import { createRecorder, type Lane, outcomes } from '../../src/core/trace.ts';
import type { Stage } from '../../src/core/walk.ts';
import type { OnTurn } from '../../src/engine/pool.ts';
import type { Picture, RenderRequest } from '../../src/engine/render.ts';
import type { OpenedBytes } from '../../src/sources/source.ts';

const item = (id: number, key: string): Item => ({
  id,
  line: id + 1,
  origin: { kind: 'url', key, url: `https://a.example/${key}`, host: 'a.example' },
  stem: key,
});
/** The third is the first once more. */
const items = [item(0, 'one'), item(1, 'two'), item(2, 'one')];
const gone = fail({ code: 'http', status: 404, retryAfterMs: null });
const never = new AbortController().signal;
const file = { name: 'one_200.jpg', variant: 0 } as OutputFile;

/** A recorder, and ports that do what the test says. */
function createScene(script: Partial<Ports<OpenedBytes, Picture>>, uploads = true) {
  const recorder = createRecorder(() => 0);
  const tracing = createTracing(recorder, items);
  const nothing = () => {
    throw new Error('not in the script');
  };
  const clock = { now: () => 0, wait: async () => {}, random: () => 0 };
  const ports = tracing.ports(
    { open: nothing, render: nothing, release: nothing, shelve: nothing, deliver: nothing, clock, ...script },
    uploads,
  );
  const spansOf = (stage: Stage) =>
    recorder.trace.lanes[stage].flatMap((lane: Lane) =>
      Array.from({ length: lane.count }, (_, at) => [lane.item[at], outcomes[lane.outcome[at] ?? 0]]),
    );
  return { recorder, tracing, ports, spansOf };
}

const openOne = (ports: Ports<OpenedBytes, Picture>, id: number, signal = never) =>
  ports.open((items[id] as Item).origin, signal, () => {});

test('a download is a span of the first item that has this origin, with how it ended', async () => {
  const { ports, spansOf } = createScene({
    open: async (origin) =>
      origin.key === 'two' ? gone : ok({ bytes: new Uint8Array(1), byteLength: 1, via: 'direct' }),
  });
  expect((await openOne(ports, 2)).ok).toBe(true);
  expect(await openOne(ports, 1)).toEqual(gone);
  expect(spansOf('open')).toEqual([
    [0, 'done'],
    [1, 'failed'],
  ]);
});

test('it is under way while it lasts, and cancelled if that is why it ended', async () => {
  const ending = new AbortController();
  const { ports, recorder, spansOf } = createScene({
    open: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(gone))),
  });
  const opening = openOne(ports, 1, ending.signal);
  expect(recorder.trace.lanes.open[0]?.current?.item).toBe(1);
  ending.abort();
  await opening;
  expect(spansOf('open')).toEqual([[1, 'cancelled']]);
});

test('what the port is told besides gets through', async () => {
  let heard = 0;
  const { ports } = createScene({
    async open(_, __, onHeard) {
      onHeard();
      return gone;
    },
  });
  await ports.open((items[0] as Item).origin, never, () => {
    heard += 1;
  });
  expect(heard).toBe(1);
});

test('every file that is uploaded is a span; for a zip nothing is uploaded', async () => {
  const deliver = async () => ok(undefined);
  const uploading = createScene({ deliver });
  await uploading.ports.deliver(items[1] as Item, file, never);
  await uploading.ports.deliver(items[1] as Item, file, never);
  expect(uploading.spansOf('deliver')).toEqual([
    [1, 'done'],
    [1, 'done'],
  ]);
  const zipping = createScene({ deliver }, false);
  expect(await zipping.ports.deliver(items[1] as Item, file, never)).toEqual(ok(undefined));
  expect(zipping.spansOf('deliver')).toEqual([]);
});

test('a worker is at work while an engine has the image, not while the image waits for one', async () => {
  const bytes = new Uint8Array(1);
  const { ports, tracing, recorder, spansOf } = createScene({
    open: async () => ok({ bytes, byteLength: 1, via: 'direct' }),
  });
  await openOne(ports, 1);
  let turn: OnTurn | undefined;
  const pool = tracing.pool({
    run(_, __, onTurn) {
      turn = onTurn;
      return new Promise(() => {});
    },
  });
  void pool.run({ bytes } as RenderRequest, never);
  expect(recorder.trace.lanes.render).toEqual([]);
  const lost = turn?.();
  expect(recorder.trace.lanes.render[0]?.current?.item).toBe(1);
  lost?.(false);
  const rendered = turn?.();
  rendered?.(true);
  expect(spansOf('render')).toEqual([
    [1, 'failed'],
    [1, 'done'],
  ]);
});

test('the answer of the pool is handed on as it is', async () => {
  const { tracing } = createScene({});
  const rendering = { thumbnails: [] } as unknown as Rendering<Picture>;
  const pool = tracing.pool({ run: async () => ok(rendering) });
  expect(await pool.run({ bytes: new Uint8Array(1) } as RenderRequest, never)).toEqual(ok(rendering));
});
