import type { Passage } from './admission.ts';
import { createBell } from './bell.ts';
import type { Failure } from './failure.ts';
import { createFifo, type Fifo } from './fifo.ts';
import { type Host, type Hosts, isSilence } from './hosts.ts';
import type { Limits } from './limits.ts';
import type { Clock } from './ports.ts';
import { retryDelayMs } from './retry.ts';
import { createTimetable } from './timetable.ts';
import { createTurns } from './turns.ts';

/** One try at one thing to do at a host. */
export interface Visit<Work> {
  readonly work: Work;
  readonly host: Host;
  /** Tries already made, from 0. */
  readonly attempt: number;
  /** When it began, on the clock. */
  readonly sinceMs: number;
  /** Whether anything has come. */
  wasHeard: boolean;
  /** Its place among all requests; `null` once it no longer counts among those in flight. */
  passage: Passage | null;
}

/**
 * Work that waits for a host: each host in its own order, hosts taking turns, none above what it is granted, and work
 * that failed coming back not before its time, without holding a slot meanwhile. A visit belongs to the queue from
 * `push` until `leave`, so that "nothing is waiting" is never mistaken for "everything is finished". No step looks at
 * all hosts: there may be as many as items.
 */
export interface Queue<Work> {
  push(work: Work, host: string): void;
  /** No more will be pushed. */
  close(): void;
  /** A visit that may start now, its slot taken; `null` if there is none at this moment. */
  poll(): Visit<Work> | null;
  /** Resolves true when a poll is worth trying, false when everything has left (or the signal aborted). */
  ready(): Promise<boolean>;
  /** Something has come from the host; once or as often as something comes. */
  heard(visit: Visit<Work>): void;
  /** The host did its part: its slot is free, while the work goes on elsewhere. */
  answered(visit: Visit<Work>): void;
  /** This try failed: its slot is free, and if another may help it comes back later (true). If not (false), it is the caller's. */
  again(visit: Visit<Work>, failure: Failure): boolean;
  /** The visit is over, its work settled. */
  leave(visit: Visit<Work>): void;
}

interface Waiting<Work> {
  work: Work;
  attempt: number;
}

export function createQueue<Work>(hosts: Hosts, limits: Limits, clock: Clock, signal: AbortSignal): Queue<Work> {
  const { admission } = hosts;
  const bell = createBell();
  const lines = new Map<Host, Fifo<Waiting<Work>>>();
  const turns = createTurns<Host>();
  /** A host whose pause ends, or a try whose time comes (`entry`). */
  const later = createTimetable<{ host: Host; entry: Waiting<Work> | null }>();
  let inside = 0;
  let closed = false;
  let alarmMs = Number.POSITIVE_INFINITY;

  const finished = () => signal.aborted || (closed && inside === 0);

  /** Gives a host its turn or takes it away, after anything about it has changed. */
  const file = (host: Host) => {
    const isReady = (lines.get(host)?.length ?? 0) > 0 && hosts.mayStart(host);
    turns.set(host, isReady ? (hosts.isProven(host) ? 'proven' : 'stranger') : null);
  };

  const enqueue = (host: Host, entry: Waiting<Work>) => {
    const line = lines.get(host) ?? createFifo();
    lines.set(host, line);
    line.push(entry);
    file(host);
  };

  const admitDue = () => {
    const nowMs = clock.now();
    for (let due = later.takeDue(nowMs); due !== null; due = later.takeDue(nowMs)) {
      if (due.entry === null) file(due.host);
      else enqueue(due.host, due.entry);
    }
  };

  const next = () => {
    admitDue();
    if (!admission.hasRoom(true)) return null;
    return turns.next(admission.hasRoom(false));
  };

  /** Wakes a lane if it would find something; that lane wakes the next. */
  const nudge = () => {
    // Nobody sleeps yet while a run of ten thousand is put in.
    if (!bell.awaited) return;
    if (finished()) bell.ring();
    else if (next() !== null) bell.ringOne();
  };

  /** Sets one timer for the next moment at which something becomes possible by itself. */
  const setAlarm = () => {
    const nextMs = Math.min(later.nextMs(), turns.some() ? admission.nextMs() : Number.POSITIVE_INFINITY);
    if (nextMs >= alarmMs) return;
    alarmMs = nextMs;
    void clock.wait(Math.max(0, nextMs - clock.now()), signal).then(() => {
      if (alarmMs === nextMs) alarmMs = Number.POSITIVE_INFINITY;
      bell.ringOne();
    });
  };

  const poll = (): Visit<Work> | null => {
    const host = signal.aborted ? null : next();
    const entry = host === null ? null : (lines.get(host)?.shift() ?? null);
    if (host === null || entry === null) return null;
    const isProven = hosts.isProven(host);
    turns.took(host);
    host.inFlight += 1;
    file(host);
    const passage = admission.enter(isProven);
    nudge();
    return { ...entry, host, sinceMs: clock.now(), wasHeard: false, passage };
  };

  const release = (visit: Visit<Work>, inVain: boolean) => {
    if (visit.passage === null) return;
    visit.passage.leave(inVain);
    visit.passage = null;
    visit.host.inFlight -= 1;
    file(visit.host);
    nudge();
  };

  signal.addEventListener('abort', bell.ring, { once: true });

  return {
    push(work, name) {
      inside += 1;
      enqueue(hosts.get(name), { work, attempt: 0 });
      nudge();
    },
    close() {
      closed = true;
      nudge();
    },
    poll,
    async ready() {
      for (;;) {
        if (finished()) return false;
        if (next() !== null) return true;
        setAlarm();
        await bell.heard();
      }
    },
    heard(visit) {
      if (!visit.wasHeard) hosts.heard(visit.host, clock.now() - visit.sinceMs);
      visit.wasHeard = true;
      visit.passage?.heard();
    },
    answered(visit) {
      hosts.answered(visit.host);
      release(visit, false);
    },
    again(visit, failure) {
      const { host } = visit;
      const attempt = visit.attempt + 1;
      const waitMs = hosts.isDown(host) ? null : retryDelayMs(failure, attempt, limits, clock.random());
      hosts.troubled(host, failure, waitMs ?? 0);
      if (host.pausedUntilMs > clock.now()) later.add(host.pausedUntilMs, { host, entry: null });
      if (waitMs !== null) later.add(clock.now() + waitMs, { host, entry: { work: visit.work, attempt } });
      release(visit, isSilence(failure));
      // The host may be filed otherwise now, and the lane that sleeps longest must set the new alarm.
      file(host);
      bell.ringOne();
      return waitMs !== null;
    },
    leave(visit) {
      release(visit, false);
      inside -= 1;
      nudge();
    },
  };
}
