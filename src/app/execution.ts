import { createAdmission } from '../core/admission.ts';
import { type Board, createBoard, unsettled } from '../core/board.ts';
import { createHosts, type Hosts } from '../core/hosts.ts';
import { isFate, type Made } from '../core/item.ts';
import type { Limits } from '../core/limits.ts';
import type { Clock, Opened, Ports, Thumbnail } from '../core/ports.ts';
import { run } from '../core/run.ts';
import { downloadsOf, type Schedule } from '../core/schedule.ts';
import { createRecorder, type Recorder, type Trace } from '../core/trace.ts';
import type { ShelfRun } from '../shelf/shelf.ts';
import type { Courtesy } from './courtesy.ts';
import { createMeter, type Meter } from './meter.ts';
import { createPause } from './pause.ts';
import type { Phase } from './view.ts';

/** One job being carried out, as often as the user asks: begun, paused, cancelled, its failures retried. */
export interface Execution {
  readonly shelf: ShelfRun;
  readonly board: Board;
  readonly origins: Hosts;
  readonly meter: Meter;
  /** What was at work when, over all that this execution was asked for. */
  readonly trace: Trace;
  phase(): Phase;
  elapsedMs(): number;
  sourceBytes(): number;
  /** Brings every item without a fate to one; resolves when all have it. */
  go(): Promise<void>;
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Gives failed, skipped and cancelled items another chance: at once, or after the others if it is under way. */
  retry(ids: Iterable<number>): Promise<void>;
}

export interface ExecutionOptions<Image extends Opened, Picture extends Thumbnail> {
  shelf: ShelfRun;
  /**
   * Made anew for each go, so that a retry knows nothing of hosts that failed before. `hold` pauses the run and
   * resolves when it goes on (true) or was cancelled (false).
   */
  createPorts(hold: () => Promise<boolean>, recorder: Recorder): Ports<Image, Picture>;
  destination: string;
  schedule: Schedule;
  limits: Limits;
  clock: Clock;
  courtesy: Courtesy;
  /** Its phase is another, or its first picture is there. */
  onChange(): void;
  /** It has gone on by a little. */
  onProgress(): void;
}

/** Of an image whose thumbnails were taken over nothing was fetched. */
const fetchedBytesOf = ({ source }: Made) => (source.via === 'kept' ? 0 : source.byteLength);

export function createExecution<Image extends Opened, Picture extends Thumbnail>(
  options: ExecutionOptions<Image, Picture>,
): Execution {
  const { shelf, limits, schedule, clock, courtesy, onChange, onProgress } = options;
  const { job } = shelf.plan;
  const pause = createPause();
  const meetHosts = () => createHosts(limits, clock, createAdmission(downloadsOf(schedule), clock));
  let origins = meetHosts();
  let ending = new AbortController();
  let phase: Phase = 'idle';
  let runningSinceMs: number | null = null;
  let elapsedBeforeMs = 0;
  let sourceBytes = 0;
  let meter = createMeter();
  let isPictured = false;

  const board = createBoard(job.items.length, shelf.states, (id, state) => {
    if (isFate(state)) shelf.settle(id, state);
    if (state.tag === 'delivering' && state.attempt === 0) sourceBytes += fetchedBytesOf(state.made);
    // The first picture is what everyone waits for.
    if (state.tag !== 'delivering' || isPictured) return onProgress();
    isPictured = true;
    onChange();
  });

  const elapsedMs = () => elapsedBeforeMs + (runningSinceMs === null ? 0 : clock.now() - runningSinceMs);
  const recorder = createRecorder(elapsedMs);
  const stopWatch = () => {
    elapsedBeforeMs = elapsedMs();
    runningSinceMs = null;
  };

  const enter = (next: Phase) => {
    phase = next;
    onChange();
  };

  const hold = async () => {
    if (phase === 'running') enterPause();
    await pause.resumed();
    return !ending.signal.aborted;
  };

  const beginning = async () => {
    await courtesy.giveWay();
    await pause.resumed();
  };

  const enterPause = () => {
    pause.set(true);
    stopWatch();
    enter('paused');
  };

  const settledCount = () => board.counts.done + board.counts.failed + board.counts.skipped + board.counts.cancelled;

  const go = async () => {
    ending = new AbortController();
    meter = createMeter();
    runningSinceMs = clock.now();
    pause.set(false);
    enter('running');
    const sample = () => meter.sample(elapsedMs(), settledCount(), sourceBytes);
    sample();
    const ticking = setInterval(() => {
      if (phase !== 'running') return;
      sample();
      onProgress();
    }, 500);
    try {
      // Once more for what was asked for again meanwhile; a run takes on nothing new.
      do {
        origins = meetHosts();
        await run({
          job,
          board,
          ports: options.createPorts(hold, recorder),
          schedule,
          limits,
          origins,
          destinations: createHosts(limits, clock),
          destination: options.destination,
          signal: ending.signal,
          resumed: beginning,
        });
      } while (unsettled(board).length > 0);
      await shelf.flush();
    } finally {
      clearInterval(ticking);
      sample();
      stopWatch();
      enter('finished');
    }
  };

  return {
    shelf,
    board,
    get origins() {
      return origins;
    },
    get meter() {
      return meter;
    },
    trace: recorder.trace,
    phase: () => phase,
    elapsedMs,
    sourceBytes: () => sourceBytes,
    go,
    pause() {
      if (phase === 'running') enterPause();
    },
    resume() {
      if (phase !== 'paused') return;
      runningSinceMs = clock.now();
      pause.set(false);
      enter('running');
    },
    cancel() {
      if (phase !== 'running' && phase !== 'paused') return;
      enter('cancelling');
      ending.abort();
      pause.set(false);
    },
    async retry(ids) {
      if (phase === 'cancelling') return;
      // What had come to an end counts no longer: a pace that was measured with it would be below nothing.
      meter = createMeter();
      board.reopen(ids);
      if (phase === 'finished') await go();
    },
  };
}
