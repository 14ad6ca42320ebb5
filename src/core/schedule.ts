/** How the stages are driven. Nothing but the run knows which schedule is on. */
export interface Schedule {
  /** `staged`: one stage after the other, lot by lot; `pipelined`: all stages overlap. */
  mode: 'staged' | 'pipelined';
  /** How many items each stage may hold at once, at least 1. */
  open: number;
  render: number;
  deliver: number;
}

/** The single-threaded program that this product started from. */
export const sequentialSchedule: Schedule = { mode: 'staged', open: 1, render: 1, deliver: 1 };

/** Overlapped and wide: downloads and uploads are I/O-bound, rendering takes what cores there are. */
export function pipelinedSchedule(cores: number): Schedule {
  return { mode: 'pipelined', open: 24, render: Math.max(1, cores), deliver: 6 };
}
