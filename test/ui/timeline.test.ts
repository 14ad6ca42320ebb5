import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRecorder, type Lane, type Outcome } from '../../src/core/trace.ts';
import { findSpan } from '../../src/ui/timeline/chart.ts';
import { rowAt, toLayout } from '../../src/ui/timeline/layout.ts';
import { latest, pan, wholeRun, zoom } from '../../src/ui/timeline/stretch.ts';
import { isShown, noFilter, type Paint, sweep } from '../../src/ui/timeline/sweep.ts';
import { toTicks } from '../../src/ui/timeline/ticks.ts';
import { timelineEn } from '../../src/ui/words/timeline-en.ts';
import { createFakeRun } from './traces.ts';

interface Step {
  pauseMs: number;
  spanMs: number;
  outcome: Outcome;
}

function createLane(steps: readonly Step[]): Lane {
  let nowMs = 0;
  const recorder = createRecorder(() => nowMs);
  const first = recorder.begin('open', 0);
  recorder.end(first, 'done');
  for (const [index, { pauseMs, spanMs, outcome }] of steps.entries()) {
    nowMs += pauseMs;
    const lane = recorder.begin('open', index + 1);
    nowMs += spanMs;
    recorder.end(lane, outcome);
  }
  return first;
}

const anySteps = fc.array(
  fc.record({
    pauseMs: fc.integer({ min: 0, max: 40 }),
    spanMs: fc.integer({ min: 0, max: 60 }),
    outcome: fc.constantFrom<Outcome>('done', 'failed', 'cancelled'),
  }),
  { maxLength: 300 },
);

type Patch = { from: number; to: number; tone: string; weight: number; span: number };

function patchesOf(lane: Lane, fromMs: number, toMs: number, pixels: number, filter = noFilter): Patch[] {
  const patches: Patch[] = [];
  const paint: Paint = (from, to, tone, weight, span) => patches.push({ from, to, tone, weight, span });
  sweep(lane, { fromMs, toMs }, pixels, filter, paint);
  return patches;
}

describe('sweep', () => {
  const stretch = fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 20_000 }));

  test('never paints more patches than pixels, nor outside of them, and goes from left to right', () => {
    fc.assert(
      fc.property(anySteps, stretch, fc.integer({ min: 10, max: 900 }), (steps, [fromMs, lengthMs], pixels) => {
        const patches = patchesOf(createLane(steps), fromMs, fromMs + lengthMs, pixels);
        expect(patches.length).toBeLessThanOrEqual(pixels);
        for (const [index, { from, to, weight }] of patches.entries()) {
          expect(from).toBeGreaterThanOrEqual(patches[index - 1]?.from ?? 0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(pixels);
          expect(weight).toBeGreaterThan(0);
          expect(weight).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('whatever failed is seen, however small it is', () => {
    const steps = Array.from(
      { length: 5000 },
      (_, index): Step => ({
        pauseMs: 1,
        spanMs: 1,
        outcome: index === 2500 ? 'failed' : 'done',
      }),
    );
    const patches = patchesOf(createLane(steps), 0, 10_000, 200);
    const failed = patches.filter(({ tone }) => tone === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.from).toBe(100);
  });

  test('a pixel is as full as the work in it', () => {
    const half = Array.from({ length: 1000 }, (): Step => ({ pauseMs: 5, spanMs: 5, outcome: 'done' }));
    const [patch, ...others] = patchesOf(createLane(half), 0, 10_000, 100);
    expect(others).toEqual([]);
    expect(patch).toEqual({ from: 0, to: 100, tone: 'done', weight: 0.5, span: -1 });
  });

  test('a span of two pixels and more is itself', () => {
    const lane = createLane([{ pauseMs: 10, spanMs: 20, outcome: 'done' }]);
    expect(patchesOf(lane, 0, 100, 100).at(-1)).toEqual({ from: 10, to: 30, tone: 'done', weight: 1, span: 1 });
    expect(patchesOf(lane, 20, 25, 100)).toEqual([{ from: 0, to: 100, tone: 'done', weight: 1, span: 1 }]);
    expect(patchesOf(lane, 40, 50, 100)).toEqual([]);
  });

  test('what is not looked for is faint', () => {
    const lane = createLane([
      { pauseMs: 0, spanMs: 20, outcome: 'done' },
      { pauseMs: 0, spanMs: 20, outcome: 'failed' },
    ]);
    const tonesWith = (filter: typeof noFilter) =>
      patchesOf(lane, 0, 40, 40, filter)
        .map(({ tone }) => tone)
        .slice(-2);
    expect(tonesWith(noFilter)).toEqual(['done', 'failed']);
    expect(tonesWith({ items: Uint8Array.of(0, 1, 0), outcome: null })).toEqual(['done', 'faint']);
    expect(tonesWith({ items: null, outcome: 'failed' })).toEqual(['faint', 'failed']);
    expect(tonesWith({ items: Uint8Array.of(0, 1, 0), outcome: 'failed' })).toEqual(['faint', 'faint']);
    expect(isShown({ items: Uint8Array.of(0, 1), outcome: null }, 1, 'done')).toBe(true);
    expect(isShown({ items: Uint8Array.of(0, 1), outcome: 'failed' }, 1, 'done')).toBe(false);
  });
});

describe('what is seen', () => {
  const runMs = 60_000;

  test('zooming keeps its anchor, and stays within the run', () => {
    expect(zoom(wholeRun(runMs), 2, 0.5, runMs)).toEqual({ fromMs: 15_000, toMs: 45_000 });
    expect(zoom(wholeRun(runMs), 4, 0, runMs)).toEqual({ fromMs: 0, toMs: 15_000 });
    expect(zoom({ fromMs: 50_000, toMs: 60_000 }, 1 / 3, 0, runMs)).toEqual({ fromMs: 30_000, toMs: 60_000 });
    expect(zoom(wholeRun(runMs), 1 / 5, 0.5, runMs)).toEqual(wholeRun(runMs));
  });

  test('there is an end to zooming in', () => {
    let seen = wholeRun(runMs);
    for (let n = 0; n < 100; n++) seen = zoom(seen, 3, 0.3, runMs);
    expect(seen.toMs - seen.fromMs).toBeCloseTo(0.5);
  });

  test('panning stops at both ends', () => {
    const seen = { fromMs: 10_000, toMs: 20_000 };
    expect(pan(seen, 0.5, runMs)).toEqual({ fromMs: 15_000, toMs: 25_000 });
    expect(pan(seen, Number.NEGATIVE_INFINITY, runMs)).toEqual({ fromMs: 0, toMs: 10_000 });
    expect(pan(seen, Number.POSITIVE_INFINITY, runMs)).toEqual({ fromMs: 50_000, toMs: 60_000 });
  });

  test('a run under way shows its last seconds, a short one at least one', () => {
    expect(latest(300)).toEqual({ fromMs: 0, toMs: 1000 });
    expect(latest(10_000)).toEqual({ fromMs: 0, toMs: 10_000 });
    expect(latest(65_000)).toEqual({ fromMs: 45_000, toMs: 65_000 });
    expect(wholeRun(0)).toEqual({ fromMs: 0, toMs: 1000 });
  });
});

describe('the axis', () => {
  test('has round moments, not more than asked for', () => {
    expect(toTicks({ fromMs: 0, toMs: 7400 }, 8)).toEqual({
      momentsMs: [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000],
      stepMs: 1000,
    });
    expect(toTicks({ fromMs: 3370, toMs: 4010 }, 8).momentsMs).toEqual([3400, 3500, 3600, 3700, 3800, 3900, 4000]);
    for (const lengthMs of [0.5, 3, 90, 7000, 61_000, 3_700_000, 90_000_000]) {
      const { momentsMs } = toTicks({ fromMs: 12_345.6, toMs: 12_345.6 + lengthMs }, 10);
      expect(momentsMs.length).toBeGreaterThan(1);
      expect(momentsMs.length).toBeLessThanOrEqual(11);
    }
  });

  test('says as much of a moment as the step between two needs', () => {
    const { momentOf } = timelineEn;
    expect([momentOf(0, 1000), momentOf(45_000, 5000), momentOf(90_000, 30_000)]).toEqual(['0 s', '45 s', '1:30']);
    expect([momentOf(3400, 100), momentOf(3450, 50), momentOf(61_250, 10)]).toEqual(['3.4 s', '3.45 s', '1:01.25']);
    expect([momentOf(20, 5), momentOf(0.2, 0.1), momentOf(1001.2, 0.2)]).toEqual(['20 ms', '0.2 ms', '1.0012 s']);
  });
});

describe('rows', () => {
  const layoutOf = (downloads: number, uploads: number) => {
    const run = createFakeRun({ images: 200, downloads, uploads });
    run.finish();
    return toLayout(run.trace);
  };

  test('stages without work have no place; every lane has a row of its own', () => {
    const zipped = layoutOf(96, 0);
    expect(zipped.groups.map(({ stage, rows }) => [stage, rows.length])).toEqual([
      ['open', 96],
      ['render', 4],
    ]);
    for (const { groups, height } of [zipped, layoutOf(3, 6)]) {
      const rows = groups.flatMap((group) => group.rows);
      for (const [index, row] of rows.entries()) {
        const before = rows[index - 1];
        if (before !== undefined) expect(row.top).toBeGreaterThanOrEqual(before.top + before.height);
        expect(row.height).toBeGreaterThan(0);
        expect(row.top + row.height).toBeLessThanOrEqual(height);
      }
      expect(height).toBeLessThan(560);
    }
  });

  test('a row is found by its height', () => {
    const layout = layoutOf(8, 6);
    for (const { rows } of layout.groups) {
      for (const row of rows) expect(rowAt(layout, row.top + row.height / 2)).toBe(row);
    }
    expect(rowAt(layout, 0)).toBeNull();
    expect(rowAt(layout, layout.height)).toBeNull();
  });
});

describe('the span at a moment', () => {
  const lane = createLane([
    { pauseMs: 10, spanMs: 20, outcome: 'done' },
    { pauseMs: 10, spanMs: 20, outcome: 'done' },
  ]);

  test('is the one that lasts, or the nearest within reach', () => {
    expect(findSpan(lane, 20, 0, 60)).toBe(1);
    expect(findSpan(lane, 50, 0, 60)).toBe(2);
    expect(findSpan(lane, 33, 4, 60)).toBe(1);
    expect(findSpan(lane, 37, 4, 60)).toBe(2);
    expect(findSpan(lane, 35, 4, 60)).toBeNull();
    expect(findSpan(lane, 65, 4, 70)).toBeNull();
  });

  test('or the one under way', () => {
    let nowMs = 0;
    const { begin } = createRecorder(() => nowMs);
    const busy = begin('open', 3);
    nowMs = 50;
    expect(findSpan(busy, 25, 0, nowMs)).toBe(-1);
    expect(findSpan(busy, 60, 3, nowMs)).toBeNull();
  });
});

describe('words', () => {
  const totals = (elapsedMs: number, sequentialMs: number) => ({
    stages: {} as never,
    elapsedMs,
    sequentialMs,
    speedUp: elapsedMs === 0 ? 0 : sequentialMs / elapsedMs,
  });

  test('the headline boasts only where there is something to boast of', () => {
    expect(timelineEn.headline(totals(10_000, 41_000))).toBe('4.1 × faster than one at a time');
    expect(timelineEn.headline(totals(10_000, 10_200))).toBe('One thing at a time');
    expect(timelineEn.headline(totals(0, 0))).toBe('One thing at a time');
  });

  test('times are as precise as they are short', () => {
    const { precisely } = timelineEn;
    expect([0.123, 1.26, 42.3, 999, 1254, 9994, 12_340, 59_960, 131_000].map(precisely)).toEqual([
      '0.12 ms',
      '1.3 ms',
      '42 ms',
      '999 ms',
      '1.25 s',
      '9.99 s',
      '12.3 s',
      '1 min 0 s',
      '2 min 11 s',
    ]);
  });
});
