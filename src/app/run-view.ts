import type { StateTag } from '../core/item.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Execution } from './execution.ts';
import type { HostView, RunView } from './view.ts';

const noCounts: Record<StateTag, number> = {
  waiting: 0,
  opening: 0,
  rendering: 0,
  delivering: 0,
  done: 0,
  failed: 0,
  skipped: 0,
  cancelled: 0,
};

export const noRun: RunView = {
  id: '',
  phase: 'idle',
  total: 0,
  counts: noCounts,
  elapsedMs: 0,
  imagesPerSecond: null,
  bytesPerSecond: null,
  remainingMs: null,
  stages: {
    open: { active: 0, width: 0, passed: 0 },
    render: { active: 0, width: 0, passed: 0 },
    deliver: { active: 0, width: 0, passed: 0 },
  },
  bottleneck: 'none',
  hosts: [],
  hasFiles: false,
  stale: null,
};

/**
 * While a run is on it is summed up anew after so long at the earliest. Ten times a second is more than anyone reads;
 * at every frame it would take from the frames of whoever scrolls meanwhile.
 */
const refreshMs = 100;

interface Context {
  schedule: Schedule;
  /** Called when they are needed. */
  hosts(): readonly HostView[];
  stale: RunView['stale'];
  nowMs: number;
}

/** The run as the page shows it. Between two looks that come too soon after each other it is the same value. */
export function createRunViews(): (execution: Execution, context: Context) => RunView {
  let view = noRun;
  let lookedAtMs = 0;
  return (execution, context) => {
    const phase = execution.phase();
    const isSame = view.id === execution.shelf.id && view.phase === phase && view.stale === context.stale;
    if (isSame && phase === 'running' && context.nowMs < lookedAtMs + refreshMs) return view;
    lookedAtMs = context.nowMs;
    view = toRunView(execution, context);
    return view;
  };
}

/** Everything but the items themselves. */
function toRunView(execution: Execution, context: Context): RunView {
  const { board, meter } = execution;
  const { schedule } = context;
  const counts = { ...board.counts };
  const total = board.states.length;
  const settled = counts.done + counts.failed + counts.skipped + counts.cancelled;
  const phase = execution.phase();
  const imagesPerSecond = meter.imagesPerSecond();
  const stages: RunView['stages'] = {
    open: {
      active: counts.opening,
      // Found out as the run goes; downloads that hear nothing come on top of it.
      width: Math.max(counts.opening, execution.origins.admission.width),
      passed: settled + counts.delivering + counts.rendering,
    },
    render: {
      active: Math.min(counts.rendering, schedule.render),
      width: schedule.render,
      passed: settled + counts.delivering,
    },
    deliver: { active: counts.delivering, width: schedule.deliver, passed: settled },
  };
  return {
    id: execution.shelf.id,
    phase,
    total,
    counts,
    elapsedMs: execution.elapsedMs(),
    imagesPerSecond,
    bytesPerSecond: meter.bytesPerSecond(),
    remainingMs: phase === 'running' ? meter.remainingMs(total - settled) : null,
    stages,
    bottleneck: phase === 'running' ? bottleneckOf(stages, counts, imagesPerSecond) : 'none',
    hosts: context.hosts(),
    hasFiles: counts.done > 0 || counts.delivering > 0,
    stale: context.stale,
  };
}

/** The stage that work piles up in front of; with nothing piled up, everyone waits for the network. */
function bottleneckOf(
  stages: RunView['stages'],
  counts: Record<StateTag, number>,
  imagesPerSecond: number | null,
): RunView['bottleneck'] {
  // Every run waits for its first downloads; that says nothing of what it will wait for.
  if (imagesPerSecond === null) return 'beginning';
  if (counts.delivering >= stages.deliver.width * 2) return 'destination';
  if (counts.rendering > stages.render.width) return 'processor';
  return counts.opening > 0 ? 'network' : 'none';
}
