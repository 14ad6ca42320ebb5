import { createRecorder, type Lane, type Outcome, type Trace } from '../../src/core/trace.ts';
import type { Stage } from '../../src/core/walk.ts';

/** A run that nobody makes, at any speed: its trace is what a real one of that shape would leave. */
export interface FakeRun {
  trace: Trace;
  /** Lets running time go on to that moment. */
  advance(toMs: number): void;
  /** Until nothing is left; returns how long it took. */
  finish(): number;
}

export interface FakeRunOptions {
  images: number;
  downloads?: number;
  workers?: number;
  /** 0 for a zip. */
  uploads?: number;
}

/** Typical milliseconds: a download of a quarter of a megabyte, three sizes of six megapixels, a small upload. */
const typicalMs: Record<Stage, number> = { open: 260, render: 45, deliver: 90 };
/** One download in so many fails and is tried again. */
const failsEvery = 23;

interface Event {
  atMs: number;
  act(): void;
}

/** Downloads, workers and uploads as lanes that take what is ready; durations vary, the same way every time. */
export function createFakeRun({ images, downloads = 16, workers = 4, uploads = 6 }: FakeRunOptions): FakeRun {
  let nowMs = 0;
  const { trace, begin, end } = createRecorder(() => nowMs);
  const widths: Record<Stage, number> = { open: downloads, render: workers, deliver: uploads };
  const ready: Record<Stage, number[]> = {
    open: Array.from({ length: images }, (_, id) => id),
    render: [],
    deliver: [],
  };
  const active: Record<Stage, number> = { open: 0, render: 0, deliver: 0 };
  const events: Event[] = [];
  const random = createRandom();

  const after = (ms: number, act: () => void) => {
    const atMs = nowMs + ms;
    const at = events.findIndex((event) => event.atMs > atMs);
    events.splice(at < 0 ? events.length : at, 0, { atMs, act });
  };

  const work = (stage: Stage) => {
    while (active[stage] < widths[stage]) {
      const item = ready[stage].shift();
      if (item === undefined) return;
      active[stage] += 1;
      const lane = begin(stage, item);
      after(typicalMs[stage] * (0.4 + 1.2 * random() ** 2), () => done(stage, item, lane));
    }
  };

  const done = (stage: Stage, item: number, lane: Lane) => {
    active[stage] -= 1;
    const fails = stage === 'open' && item % failsEvery === 7 && random() < 0.5;
    const outcome: Outcome = fails ? 'failed' : 'done';
    end(lane, outcome);
    if (fails) after(400, () => retry(item));
    else if (stage === 'open') ready.render.push(item);
    else if (stage === 'render' && uploads > 0) ready.deliver.push(item);
    for (const each of ['open', 'render', 'deliver'] as const) work(each);
  };

  const retry = (item: number) => {
    ready.open.unshift(item);
    work('open');
  };

  work('open');
  const step = (untilMs: number): boolean => {
    const [next] = events;
    if (next === undefined || next.atMs > untilMs) return false;
    events.shift();
    nowMs = next.atMs;
    next.act();
    return true;
  };

  return {
    trace,
    advance(toMs) {
      while (step(toMs));
      nowMs = Math.max(nowMs, toMs);
    },
    finish() {
      while (step(Number.POSITIVE_INFINITY));
      return nowMs;
    },
  };
}

/** Mulberry32: the same numbers every time. */
function createRandom(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
