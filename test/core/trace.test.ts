import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createRecorder,
  durationMs,
  endMs,
  firstAfter,
  type Lane,
  timesOf,
  toTotals,
  utilisation,
} from '../../src/core/trace.ts';

/** A recorder whose time is moved by hand. */
function createBench(limit?: number) {
  let nowMs = 0;
  const recorder = createRecorder(() => nowMs, limit);
  return {
    ...recorder,
    at(ms: number) {
      nowMs = ms;
    },
    /** A span from one moment to another. */
    span(fromMs: number, toMs: number, item = 0, outcome: 'done' | 'failed' | 'cancelled' = 'done'): Lane {
      nowMs = fromMs;
      const lane = recorder.begin('open', item);
      nowMs = toMs;
      recorder.end(lane, outcome);
      return lane;
    },
  };
}

describe('lanes', () => {
  test('work that overlaps takes lanes of its own, and one that is free is used again', () => {
    const { begin, end, trace } = createBench();
    const first = begin('render', 1);
    const second = begin('render', 2);
    end(first, 'done');
    const third = begin('render', 3);
    expect([first.index, second.index, third.index]).toEqual([0, 1, 0]);
    expect(trace.lanes.render).toHaveLength(2);
    expect(trace.lanes.open).toHaveLength(0);
  });

  test('what is under way is seen while it lasts, and on record when it is over', () => {
    const bench = createBench();
    bench.at(5);
    const lane = bench.begin('open', 7);
    expect(lane.current).toEqual({ item: 7, startMs: 5 });
    expect(lane.count).toBe(0);
    bench.at(12.5);
    bench.end(lane, 'failed');
    expect(lane.current).toBeNull();
    expect([lane.count, lane.startMs[0], durationMs(lane, 0), endMs(lane, 0), lane.item[0]]).toEqual([
      1, 5, 7.5, 12.5, 7,
    ]);
    expect([lane.spans, lane.failed, lane.busyMs]).toEqual([1, 1, 7.5]);
  });

  test('every change makes another version', () => {
    const { begin, end, trace } = createBench();
    const versions = [trace.version];
    const lane = begin('open', 0);
    versions.push(trace.version);
    end(lane, 'done');
    versions.push(trace.version);
    expect(new Set(versions).size).toBe(3);
  });

  test('a span ends once', () => {
    const { begin, end } = createBench();
    const lane = begin('open', 0);
    end(lane, 'done');
    expect(() => end(lane, 'done')).toThrow();
  });
});

describe('the record', () => {
  test('grows, and costs 21 bytes a span', () => {
    const bench = createBench();
    let lane = bench.span(0, 1);
    for (let n = 1; n < 1000; n++) lane = bench.span(2 * n, 2 * n + 1, n);
    expect(lane.count).toBe(1000);
    expect([lane.item[999], lane.startMs[999], durationMs(lane, 999)]).toEqual([999, 1998, 1]);
    const bytes = [lane.startMs, lane.workMs, lane.item, lane.outcome].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
    expect(bytes).toBeLessThan(2 * 21 * 1000);
  });

  test('is full at its limit; the totals go on', () => {
    const bench = createBench(3);
    for (let n = 0; n < 5; n++) bench.span(10 * n, 10 * n + 5);
    const [lane] = bench.trace.lanes.open;
    expect([lane?.count, lane?.spans, lane?.busyMs, bench.trace.unrecorded]).toEqual([3, 5, 25, 2]);
    expect(toTotals(bench.trace).sequentialMs).toBe(25);
  });

  test('the first span after a moment is found as by looking at all', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 })), { maxLength: 200 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: -3, max: 2000 }), (steps, momentMs) => {
        const { lane } = createLane(steps);
        const starts = [...lane.startMs.subarray(0, lane.count)];
        const expected = starts.findIndex((startMs) => startMs > momentMs);
        expect(firstAfter(lane, momentMs)).toBe(expected < 0 ? lane.count : expected);
      }),
    );
  });
});

/** One lane with these pauses and durations, one after the other; and its spans as plain values. */
function createLane(steps: readonly (readonly [pauseMs: number, spanMs: number])[]) {
  const bench = createBench();
  const spans: [number, number][] = [];
  let nowMs = 0;
  let lane = bench.begin('open', 0);
  bench.end(lane, 'done');
  for (const [pauseMs, spanMs] of steps) {
    lane = bench.span(nowMs + pauseMs, nowMs + pauseMs + spanMs);
    spans.push([nowMs + pauseMs, nowMs + pauseMs + spanMs]);
    nowMs += pauseMs + spanMs;
  }
  return { lane, spans, nowMs };
}

describe('utilisation', () => {
  test('is the part of any stretch that the spans cover', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 60 });
    const moment = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(gaps, moment, moment, (steps, a, b) => {
        const [fromMs, toMs] = [Math.min(a, b), Math.max(a, b) + 1];
        const { lane, spans } = createLane(steps);
        const covered = spans.reduce(
          (sum, [from, to]) => sum + Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs)),
          0,
        );
        expect(utilisation(lane, fromMs, toMs)).toBeCloseTo(covered / (toMs - fromMs));
      }),
    );
  });

  test('counts what is under way', () => {
    const bench = createBench();
    bench.span(0, 10);
    bench.at(30);
    const lane = bench.begin('open', 1);
    expect(utilisation(lane, 0, 40)).toBe(0.5);
    expect(utilisation(lane, 0, 0)).toBe(0);
  });
});

test('the time that each stage spent on an item is that of all its tries', () => {
  const bench = createBench();
  bench.at(0);
  const [lane, other] = [bench.begin('open', 7), bench.begin('open', 8)];
  bench.at(30);
  bench.end(lane, 'failed');
  bench.end(other, 'done');
  const again = bench.begin('open', 7);
  bench.at(50);
  bench.end(again, 'done');
  const worker = bench.begin('render', 7);
  bench.at(55);
  bench.end(worker, 'done');
  expect(timesOf(bench.trace, 7)).toEqual({ open: 50, render: 5, deliver: 0 });
  expect(timesOf(bench.trace, 9)).toEqual({ open: 0, render: 0, deliver: 0 });
});

describe('totals', () => {
  test('all work one after the other, against the time that the run took', () => {
    const bench = createBench();
    bench.at(0);
    const downloads = [bench.begin('open', 0), bench.begin('open', 1)];
    bench.at(30);
    for (const lane of downloads) bench.end(lane, 'done');
    const worker = bench.begin('render', 0);
    bench.at(40);
    bench.end(worker, 'failed');
    expect(toTotals(bench.trace)).toEqual({
      stages: {
        open: { lanes: 2, spans: 2, failed: 0, busyMs: 60, utilisation: 0.75 },
        render: { lanes: 1, spans: 1, failed: 1, busyMs: 10, utilisation: 0.25 },
        deliver: { lanes: 0, spans: 0, failed: 0, busyMs: 0, utilisation: 0 },
      },
      elapsedMs: 40,
      sequentialMs: 70,
      speedUp: 1.75,
    });
  });

  test('of nothing are nothing', () => {
    expect(toTotals(createBench().trace)).toMatchObject({ elapsedMs: 0, sequentialMs: 0, speedUp: 0 });
  });
});
