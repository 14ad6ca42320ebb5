import type { Stage } from './walk.ts';

/** How a span ended. What failed and was tried again is a failed span, and a later one. */
export const outcomes = ['done', 'failed', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

export const stages = ['open', 'render', 'deliver'] as const satisfies readonly Stage[];

/**
 * Spans on record, over all lanes. At 21 bytes each (at most twice that while columns grow) the fullest record is 11 MB.
 * 10,000 images that are uploaded in three sizes make 50,000 spans.
 */
const spanLimit = 2 ** 18;

/**
 * One of those who work at the same time in a stage, and all that it did, in order of time: its spans never overlap.
 * Columns, not objects, and written in place: a run leaves tens of thousands of spans, and they are drawn at every frame.
 */
export interface Lane {
  readonly stage: Stage;
  /** Place among the lanes of its stage, from 0. */
  readonly index: number;
  /** Spans on record; entries of the columns from here on mean nothing. */
  readonly count: number;
  /** Milliseconds of running time. */
  readonly startMs: Float64Array;
  /** Work of this lane up to the end of each span: the difference of two of them is the work in between. */
  readonly workMs: Float64Array;
  readonly item: Uint32Array;
  /** Indices of `outcomes`. */
  readonly outcome: Uint8Array;
  /** What it is at now. */
  readonly current: { readonly item: number; readonly startMs: number } | null;
  /** Of all that it has finished, on record or not. */
  readonly spans: number;
  readonly failed: number;
  readonly busyMs: number;
}

/** What was at work when. */
export interface Trace {
  /** Lanes are added when more work is done at once than ever before, so their number is the most there was at once. */
  readonly lanes: Readonly<Record<Stage, readonly Lane[]>>;
  /** Goes up with every change. */
  readonly version: number;
  /** Spans that came after the record was full. The totals know them. */
  readonly unrecorded: number;
  /** Running time: it stands still while the run is paused, and goes on where it stood when failures are retried. */
  nowMs(): number;
}

/** Of no run. */
export const noTrace: Trace = {
  lanes: { open: [], render: [], deliver: [] },
  version: 0,
  unrecorded: 0,
  nowMs: () => 0,
};

export interface Recorder {
  readonly trace: Trace;
  /** Work begins, on the first lane that is free. The lane is the caller's until it ends the span. */
  begin(stage: Stage, item: number): Lane;
  end(lane: Lane, outcome: Outcome): void;
}

interface WritableLane extends Lane {
  count: number;
  startMs: Float64Array<ArrayBuffer>;
  workMs: Float64Array<ArrayBuffer>;
  item: Uint32Array<ArrayBuffer>;
  outcome: Uint8Array<ArrayBuffer>;
  current: { item: number; startMs: number } | null;
  spans: number;
  failed: number;
  busyMs: number;
}

/** @param nowMs Running time; must never go back. */
export function createRecorder(nowMs: () => number, limit = spanLimit): Recorder {
  const lanes: Record<Stage, WritableLane[]> = { open: [], render: [], deliver: [] };
  let version = 0;
  let recorded = 0;
  let unrecorded = 0;

  const trace: Trace = {
    lanes,
    get version() {
      return version;
    },
    get unrecorded() {
      return unrecorded;
    },
    nowMs,
  };

  return {
    trace,
    begin(stage, item) {
      const lane = lanes[stage].find(({ current }) => current === null) ?? addLane(lanes[stage], stage);
      lane.current = { item, startMs: nowMs() };
      version += 1;
      return lane;
    },
    end({ stage, index }, outcome) {
      const lane = lanes[stage][index];
      if (lane === undefined || lane.current === null) throw new Error(`No span to end in ${stage} ${index}`);
      const { item, startMs } = lane.current;
      lane.current = null;
      lane.spans += 1;
      lane.busyMs += nowMs() - startMs;
      if (outcome === 'failed') lane.failed += 1;
      version += 1;
      if (recorded >= limit) {
        unrecorded += 1;
        return;
      }
      recorded += 1;
      record(lane, item, startMs, outcomes.indexOf(outcome));
    },
  };
}

function addLane(lanes: WritableLane[], stage: Stage): WritableLane {
  const lane: WritableLane = {
    stage,
    index: lanes.length,
    count: 0,
    startMs: new Float64Array(firstCapacity),
    workMs: new Float64Array(firstCapacity),
    item: new Uint32Array(firstCapacity),
    outcome: new Uint8Array(firstCapacity),
    current: null,
    spans: 0,
    failed: 0,
    busyMs: 0,
  };
  lanes.push(lane);
  return lane;
}

const firstCapacity = 64;

function record(lane: WritableLane, item: number, startMs: number, outcome: number): void {
  const at = lane.count;
  if (at === lane.startMs.length) grow(lane);
  lane.startMs[at] = startMs;
  lane.workMs[at] = lane.busyMs;
  lane.item[at] = item;
  lane.outcome[at] = outcome;
  lane.count += 1;
}

function grow(lane: WritableLane): void {
  const capacity = 2 * lane.startMs.length;
  const grown = <T extends { set(from: T): void }>(to: T, from: T): T => {
    to.set(from);
    return to;
  };
  lane.startMs = grown(new Float64Array(capacity), lane.startMs);
  lane.workMs = grown(new Float64Array(capacity), lane.workMs);
  lane.item = grown(new Uint32Array(capacity), lane.item);
  lane.outcome = grown(new Uint8Array(capacity), lane.outcome);
}

/** Milliseconds that a span on record took. */
export function durationMs(lane: Lane, span: number): number {
  return (lane.workMs[span] ?? 0) - (span === 0 ? 0 : (lane.workMs[span - 1] ?? 0));
}

/**
 * Milliseconds that each stage spent on this item, all tries together, as far as they are on record. Items of the same
 * origin are fetched and rendered once: that is told of the first of them.
 */
export function timesOf({ lanes }: Trace, item: number): Record<Stage, number> {
  const total = (stage: Stage) => {
    let sumMs = 0;
    for (const lane of lanes[stage])
      for (let span = 0; span < lane.count; span++) if (lane.item[span] === item) sumMs += durationMs(lane, span);
    return sumMs;
  };
  return { open: total('open'), render: total('render'), deliver: total('deliver') };
}

export function endMs(lane: Lane, span: number): number {
  return (lane.startMs[span] ?? 0) + durationMs(lane, span);
}

/** The first span that begins after that moment; `lane.count` if none does. The one before it may still last. */
export function firstAfter(lane: Lane, momentMs: number): number {
  let low = 0;
  let high = lane.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lane.startMs[middle] ?? 0) > momentMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Work that a lane did from the beginning to that moment, as far as it is on record, or under way. */
function workUntil(lane: Lane, momentMs: number): number {
  const last = firstAfter(lane, momentMs) - 1;
  const whole = last < 1 ? 0 : (lane.workMs[last - 1] ?? 0);
  const begun = last < 0 ? 0 : Math.min(durationMs(lane, last), momentMs - (lane.startMs[last] ?? 0));
  const now = lane.current === null ? 0 : Math.max(0, momentMs - lane.current.startMs);
  return whole + begun + now;
}

/** The part of a stretch of time in which a lane was at work, 0–1. */
export function utilisation(lane: Lane, fromMs: number, toMs: number): number {
  return toMs <= fromMs ? 0 : Math.min(1, (workUntil(lane, toMs) - workUntil(lane, fromMs)) / (toMs - fromMs));
}

export interface StageTotals {
  /** The most that were at work at once. */
  lanes: number;
  spans: number;
  failed: number;
  busyMs: number;
  /** Part of the time in which its lanes were at work, 0–1. */
  utilisation: number;
}

export interface TraceTotals {
  stages: Record<Stage, StageTotals>;
  elapsedMs: number;
  /**
   * All spans one after the other. What shares a connection or a core takes longer than it would alone, so a program
   * that really did one thing at a time would need less than this.
   */
  sequentialMs: number;
  /** `sequentialMs` in terms of `elapsedMs`, which is also how much was at work at once on average; 0 before anything was. */
  speedUp: number;
}

export function toTotals(trace: Trace): TraceTotals {
  const elapsedMs = trace.nowMs();
  const totalsOf = (lanes: readonly Lane[]): StageTotals => {
    const totals = { lanes: lanes.length, spans: 0, failed: 0, busyMs: 0, utilisation: 0 };
    for (const lane of lanes) {
      totals.spans += lane.spans;
      totals.failed += lane.failed;
      totals.busyMs += lane.busyMs + (lane.current === null ? 0 : elapsedMs - lane.current.startMs);
    }
    const available = elapsedMs * lanes.length;
    return { ...totals, utilisation: available === 0 ? 0 : Math.min(1, totals.busyMs / available) };
  };
  const { lanes } = trace;
  const totals = { open: totalsOf(lanes.open), render: totalsOf(lanes.render), deliver: totalsOf(lanes.deliver) };
  const sequentialMs = totals.open.busyMs + totals.render.busyMs + totals.deliver.busyMs;
  return { stages: totals, elapsedMs, sequentialMs, speedUp: elapsedMs === 0 ? 0 : sequentialMs / elapsedMs };
}
