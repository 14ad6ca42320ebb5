import { endMs, type Lane, outcomes, stages, type Trace } from './trace.ts';
import type { Stage } from './walk.ts';

/** How the lanes of a stage are called there, each with its number behind; and the file is English, as all its keys are. */
const threads: Record<Stage, string> = { open: 'Download', render: 'Worker', deliver: 'Upload' };

/** One process: the page. */
const pid = 1;
/** Sets the stages' thread numbers apart; a stage has fewer lanes than this. */
const stageStep = 1000;

/**
 * A trace in the Trace Event Format, which Perfetto and the browsers' own tools open: each lane a thread, each span a
 * complete event (`X`), times in microseconds. In pieces, one for each event, so that no string grows with the run.
 *
 * https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 *
 * @param nameOf What an item is called: its URL or file name.
 */
export function* toTraceEvents(trace: Trace, nameOf: (item: number) => string): Generator<string> {
  yield '{"displayTimeUnit":"ms","traceEvents":[\n';
  yield JSON.stringify({ name: 'process_name', ph: 'M', pid, tid: 0, args: { name: 'Thumbnail Maker' } });
  for (const [order, stage] of stages.entries()) {
    for (const lane of trace.lanes[stage]) {
      const tid = order * stageStep + lane.index + 1;
      const name = `${threads[stage]} ${lane.index + 1}`;
      yield `,\n${JSON.stringify({ name: 'thread_name', ph: 'M', pid, tid, args: { name } })}`;
      yield `,\n${JSON.stringify({ name: 'thread_sort_index', ph: 'M', pid, tid, args: { sort_index: tid } })}`;
      for (const event of eventsOf(lane, nameOf)) yield `,\n${JSON.stringify({ ...event, pid, tid })}`;
    }
  }
  yield '\n]}\n';
}

function* eventsOf(lane: Lane, nameOf: (item: number) => string) {
  for (let span = 0; span < lane.count; span++) {
    const item = lane.item[span] ?? 0;
    const startUs = toMicroseconds(lane.startMs[span] ?? 0);
    const name = nameOf(item);
    const outcome = outcomes[lane.outcome[span] ?? 0];
    yield {
      name: name.slice(name.lastIndexOf('/') + 1) || name,
      cat: lane.stage,
      ph: 'X',
      ts: startUs,
      // From the rounded moments, so that neighbours never overlap: a viewer would stack them.
      dur: toMicroseconds(endMs(lane, span)) - startUs,
      args: { item, origin: name, outcome },
      ...(outcome === 'failed' ? { cname: 'terrible' } : {}),
    };
  }
}

function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000);
}
