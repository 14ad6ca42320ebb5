import { expect, test } from 'vitest';
import { createRecorder } from '../../src/core/trace.ts';
import { toTraceEvents } from '../../src/core/trace-events.ts';

interface TraceEvent {
  name: string;
  cat?: string;
  ph: string;
  ts: number;
  dur: number;
  pid: number;
  tid: number;
  args: Record<string, unknown>;
}

function exportOf(act: (recorder: ReturnType<typeof createRecorder>, at: (ms: number) => void) => void): TraceEvent[] {
  let nowMs = 0;
  const recorder = createRecorder(() => nowMs);
  act(recorder, (ms) => {
    nowMs = ms;
  });
  const names = ['https://a.example/one.jpg', 'a "quoted" file.png', 'https://a.example/'];
  const text = [...toTraceEvents(recorder.trace, (item) => names[item] ?? '')].join('');
  return JSON.parse(text).traceEvents;
}

const events = exportOf(({ begin, end }, at) => {
  const first = begin('open', 0);
  const second = begin('open', 1);
  at(10.0004);
  end(first, 'done');
  end(second, 'failed');
  const worker = begin('render', 0);
  at(12);
  end(worker, 'cancelled');
  const upload = begin('deliver', 2);
  at(13);
  end(upload, 'done');
});

test('each span is one complete event in microseconds, with item, origin and outcome', () => {
  const spans = events.filter(({ ph }) => ph === 'X');
  expect(spans.map(({ name, cat, ts, dur, args }) => [name, cat, ts, dur, args])).toEqual([
    ['one.jpg', 'open', 0, 10_000, { item: 0, origin: 'https://a.example/one.jpg', outcome: 'done' }],
    ['a "quoted" file.png', 'open', 0, 10_000, { item: 1, origin: 'a "quoted" file.png', outcome: 'failed' }],
    ['one.jpg', 'render', 10_000, 2000, { item: 0, origin: 'https://a.example/one.jpg', outcome: 'cancelled' }],
    ['https://a.example/', 'deliver', 12_000, 1000, { item: 2, origin: 'https://a.example/', outcome: 'done' }],
  ]);
});

test('each lane is a thread of one process, named and in order before its first event', () => {
  const named = new Map(
    events.filter(({ name }) => name === 'thread_name').map(({ tid, args }) => [tid, args.name] as const),
  );
  expect([...named.values()]).toEqual(['Download 1', 'Download 2', 'Worker 1', 'Upload 1']);
  const sorted = events.filter(({ name }) => name === 'thread_sort_index').map(({ args }) => Number(args.sort_index));
  expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
  const known = new Set<number>();
  for (const { ph, name, pid, tid } of events) {
    expect(pid).toBe(1);
    if (ph === 'M' && name === 'thread_name') known.add(tid);
    if (ph === 'X') expect(known).toContain(tid);
  }
});

test('neighbours never overlap, whatever the rounding', () => {
  const spans = exportOf(({ begin, end }, at) => {
    for (let n = 0; n < 500; n++) {
      const lane = begin('open', 0);
      at((n + 1) * 0.3337);
      end(lane, 'done');
    }
  }).filter(({ ph }) => ph === 'X');
  expect(spans).toHaveLength(500);
  for (const [index, span] of spans.entries()) {
    const before = spans[index - 1];
    if (before !== undefined) expect(before.ts + before.dur).toBeLessThanOrEqual(span.ts);
  }
});

test('a run that did nothing is a valid file', () => {
  expect(exportOf(() => {})).toEqual([
    { name: 'process_name', ph: 'M', pid: 1, tid: 0, args: { name: 'Thumbnail Maker' } },
  ]);
});
