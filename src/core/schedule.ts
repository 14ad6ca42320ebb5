/** How the stages are driven. Nothing but the run knows which schedule is on. */
export interface Schedule {
  /** `staged`: one stage after the other, lot by lot; `pipelined`: all stages overlap. */
  mode: 'staged' | 'pipelined';
  /** How many items each stage may hold at once, at least 1. */
  open: number;
  render: number;
  deliver: number;
}

/** Downloads beyond a schedule's width that may wait for hosts to answer: each is a connection, of which browsers have 256. */
const spareDownloads = 48;

/** How many downloads flow at most, and how many more may keep us waiting. Stage after stage, there are no others. */
export function downloadsOf({ mode, open }: Schedule): { most: number; spare: number } {
  return { most: open, spare: mode === 'pipelined' ? spareDownloads : 0 };
}

/** The single-threaded program that this product started from. */
export const sequentialSchedule: Schedule = { mode: 'staged', open: 1, render: 1, deliver: 1 };

/** Overlapped and wide: downloads and uploads are I/O-bound, rendering takes what cores there are. The run finds out how many downloads pay. */
export function pipelinedSchedule(cores: number): Schedule {
  return { mode: 'pipelined', open: 48, render: Math.max(1, cores), deliver: 6 };
}
