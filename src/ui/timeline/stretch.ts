/** The part of a run that is looked at, in milliseconds of running time. */
export interface Stretch {
  fromMs: number;
  toMs: number;
}

/** Nothing that is drawn is shorter than some microseconds; closer than this there is nothing to see. */
const shortestMs = 0.5;
/** A run that has only begun is not blown up to the whole width. */
const shortestRunMs = 1000;
/** While it runs: long enough to see what follows what, short enough to see each. */
const liveMs = 20_000;

export function wholeRun(runMs: number): Stretch {
  return { fromMs: 0, toMs: Math.max(shortestRunMs, runMs) };
}

/** The last seconds up to now. */
export function latest(nowMs: number): Stretch {
  const toMs = Math.max(shortestRunMs, nowMs);
  return { fromMs: Math.max(0, toMs - liveMs), toMs };
}

/** @param factor Above 1 shows less time in more detail. @param anchor What stays where it is: 0 the left end, 1 the right. */
export function zoom(stretch: Stretch, factor: number, anchor: number, runMs: number): Stretch {
  const lengthMs = stretch.toMs - stretch.fromMs;
  const nextMs = Math.min(wholeRun(runMs).toMs, Math.max(shortestMs, lengthMs / factor));
  return within(stretch.fromMs + anchor * (lengthMs - nextMs), nextMs, runMs);
}

/** @param part Of what is seen now; negative goes back in time, infinite to the end. */
export function pan(stretch: Stretch, part: number, runMs: number): Stretch {
  const lengthMs = stretch.toMs - stretch.fromMs;
  return within(stretch.fromMs + part * lengthMs, lengthMs, runMs);
}

/** Nothing is before a run, or after it. */
function within(wantedMs: number, lengthMs: number, runMs: number): Stretch {
  const fromMs = Math.max(0, Math.min(wantedMs, wholeRun(runMs).toMs - lengthMs));
  return { fromMs, toMs: fromMs + lengthMs };
}
