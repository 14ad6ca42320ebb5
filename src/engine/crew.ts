import type { Failure } from '../core/failure.ts';
import type { Clock } from '../core/ports.ts';
import { type Engine, stillbornEngine } from './engine.ts';
import { createSlot, type End, type Slot, type SlotTag } from './engine-slot.ts';
import { createPace } from './pace.ts';

export interface CrewOptions<Request, Answer> {
  /** Creates one engine. Synchronous; what takes time belongs into `started`. */
  spawn(): Engine<Request, Answer>;
  /** Engines at most, at least 1; while a worn engine is being replaced there is one more. */
  width: number;
  clock: Clock;
  /** Active time of one image before its engine is replaced. */
  deadlineMs: number;
  /** Active time that the start of an engine may take. */
  startMs: number;
  /** Images after which an engine is replaced, because WebAssembly memory only grows. */
  recycleAfter: number;
  /** Bytes of an engine's memory above which it is replaced. */
  recycleAboveBytes: number;
}

/** `engine` counts from 1 and is never used twice. */
export type CrewChange = { engine: number; tag: Exclude<SlotTag, 'gone'> } | { engine: number; tag: 'gone'; end: End };

interface CrewListeners {
  /** After every change in an engine's life, synchronously. */
  onChange(change: CrewChange): void;
  /** No engine is left that is whole, and the last ones that were tried did not start. Again, as long as that is so. */
  onHopeless(failure: Failure): void;
  /** Time has come to `tend` again. */
  onTurn(): void;
}

/** The engines of a pool: as many as are needed, each replaced when it is lost or worn, none started in a hurry. */
export interface Crew<Request, Answer> {
  idle(): Slot<Request, Answer>[];
  /** Starts what is missing when so many images wait, and a successor for what is worn. */
  tend(waiting: number): void;
  /** Keeps that many engines although nothing waits. */
  keep(engines: number): void;
  /** Forgets what has failed. */
  restart(): void;
  /** Ends an engine that will be replaced only when an image waits. */
  dismiss(slot: Slot<Request, Answer>): void;
  answered(): void;
  count(): { engines: number; idle: number; busy: number; started: number; lost: number; recycled: number };
  close(): void;
}

export function createCrew<Request, Answer>(
  options: CrewOptions<Request, Answer>,
  listeners: CrewListeners,
): Crew<Request, Answer> {
  const { clock, width } = options;
  const slots = new Set<Slot<Request, Answer>>();
  const pace = createPace(clock);
  const closing = new AbortController();
  const totals = { spawned: 0, started: 0, lost: 0, recycled: 0 };
  let kept = 0;
  /** One worn engine at a time has a successor in the making. */
  let handover: { worn: Slot<Request, Answer>; successor: Slot<Request, Answer> } | null = null;
  let isNapping = false;

  function tend(waiting: number): void {
    // Looked at once: a pause that ended between two looks would have nobody start an engine, and nobody come back to do so.
    const pauseMs = pace.waitMs();
    const mayStart = () => pauseMs === 0 && !isAwaitingProbe() && slots.size <= width;
    const wanted = Math.min(width, Math.max(kept, countOf('busy') + waiting));
    while (staff() < wanted && mayStart()) start();
    const worn = handover === null ? [...slots].find((slot) => slot.isWorn()) : undefined;
    if (worn !== undefined && mayStart()) handover = { worn, successor: start() };
    if (pauseMs > 0) napFor(pauseMs);
  }

  function isAwaitingProbe(): boolean {
    return pace.isProbing() && countOf('starting') > 0;
  }

  function napFor(ms: number): void {
    if (isNapping) return;
    isNapping = true;
    void clock.wait(ms, closing.signal).then(() => {
      isNapping = false;
      listeners.onTurn();
    });
  }

  function start(): Slot<Request, Answer> {
    totals.spawned += 1;
    const number = totals.spawned;
    const spawnedAtMs = clock.now();
    const slot: Slot<Request, Answer> = createSlot({
      ...options,
      engine: spawnSafely(options.spawn),
      onChange: (tag) => listeners.onChange({ engine: number, tag }),
      onStarted: () => onStarted(slot),
      onEnd(end) {
        onEnd(slot, end, spawnedAtMs);
        listeners.onChange({ engine: number, tag: 'gone', end });
        const isWhole = (other: Slot<Request, Answer>) => other.fitness() === 'whole';
        if (end.why === 'not-started' && pace.isHopeless() && ![...slots].some(isWhole)) {
          listeners.onHopeless(end.failure);
        }
      },
    });
    slots.add(slot);
    listeners.onChange({ engine: number, tag: 'starting' });
    return slot;
  }

  function onStarted(slot: Slot<Request, Answer>): void {
    totals.started += 1;
    pace.started();
    if (handover?.successor !== slot) return;
    const { worn } = handover;
    handover = null;
    worn.retire();
  }

  function onEnd(slot: Slot<Request, Answer>, end: End, spawnedAtMs: number): void {
    slots.delete(slot);
    if (handover?.worn === slot || handover?.successor === slot) handover = null;
    if (end.why === 'not-started') pace.startFailed(spawnedAtMs);
    if (end.why === 'recycled') totals.recycled += 1;
    if (end.why === 'lost') {
      totals.lost += 1;
      pace.lost();
    }
  }

  /** Engines that are to stay. */
  function staff(): number {
    return slots.size - countOf('retiring') - (handover === null ? 0 : 1);
  }

  function countOf(tag: SlotTag): number {
    let count = 0;
    for (const slot of slots) if (slot.tag() === tag) count += 1;
    return count;
  }

  return {
    idle: () => [...slots].filter((slot) => slot.tag() === 'idle'),
    tend,
    keep(engines) {
      kept = Math.max(kept, Math.min(engines, width));
    },
    restart: pace.reset,
    dismiss(slot) {
      slot.end({ why: 'cancelled' });
      kept = Math.min(kept, staff());
    },
    answered: pace.answered,
    count: () => ({
      engines: slots.size,
      idle: countOf('idle'),
      busy: countOf('busy') + countOf('retiring'),
      started: totals.started,
      lost: totals.lost,
      recycled: totals.recycled,
    }),
    close() {
      closing.abort();
      for (const slot of slots) slot.end({ why: 'closed' });
    },
  };
}

function spawnSafely<Request, Answer>(spawn: () => Engine<Request, Answer>): Engine<Request, Answer> {
  try {
    return spawn();
  } catch (error) {
    return stillbornEngine(error);
  }
}
