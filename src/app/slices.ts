import type { Steps } from '../core/steps.ts';

/** Half of what a frame has, so that on a machine four times slower no slice is noticed as a stutter. */
const sliceMs = 8;

/** Goes on with it for one slice of time. */
export function advance<Value>(steps: Steps<Value>): IteratorResult<undefined, Value> {
  const untilMs = performance.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done || performance.now() >= untilMs) return step;
  }
}

/** Lets the page answer and draw before what comes next. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** All of it, slice by slice. */
export async function inSlices<Value>(steps: Steps<Value>): Promise<Value> {
  for (;;) {
    const step = advance(steps);
    if (step.done) return step.value;
    await breathe();
  }
}
