import { createBell } from './bell.ts';
import type { Failure } from './failure.ts';
import type { Host, Hosts } from './hosts.ts';
import type { Limits } from './limits.ts';
import type { Clock } from './ports.ts';
import { retryDelayMs } from './retry.ts';

/** One try at one thing to do at a host. */
export interface Visit<Work> {
  readonly work: Work;
  readonly host: Host;
  /** Tries already made, from 0. */
  readonly attempt: number;
  /** Whether it still counts among the host's requests in flight. */
  holdsSlot: boolean;
}

/**
 * Work that waits for a host: each host in its own order, hosts taking turns, none above what it is granted, and work
 * that failed coming back not before its time, without holding a slot meanwhile. A visit belongs to the queue from
 * `push` until `leave`, so that "nothing is waiting" is never mistaken for "everything is finished".
 */
export interface Queue<Work> {
  push(work: Work, host: string): void;
  /** No more will be pushed. */
  close(): void;
  /** A visit that may start now, its slot taken; `null` if there is none at this moment. */
  poll(): Visit<Work> | null;
  /** Resolves true when a poll is worth trying, false when everything has left (or the signal aborted). */
  ready(): Promise<boolean>;
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
  const bell = createBell();
  // Insertion order is the turn order: a host that was served goes to the end.
  const waiting = new Map<string, Waiting<Work>[]>();
  const delayed: { notBeforeMs: number; host: string; entry: Waiting<Work> }[] = [];
  let inside = 0;
  let closed = false;
  let alarmMs = Number.POSITIVE_INFINITY;

  const finished = () => signal.aborted || (closed && inside === 0);

  const enqueue = (host: string, entry: Waiting<Work>) => {
    const line = waiting.get(host);
    if (line === undefined) waiting.set(host, [entry]);
    else line.push(entry);
  };

  const admitDue = () => {
    const nowMs = clock.now();
    for (let index = delayed.length - 1; index >= 0; index--) {
      const late = delayed[index];
      if (late === undefined || late.notBeforeMs > nowMs) continue;
      delayed.splice(index, 1);
      enqueue(late.host, late.entry);
    }
  };

  /** Sets one timer for the next moment at which something becomes possible by itself. */
  const setAlarm = () => {
    const nowMs = clock.now();
    let nextMs = Number.POSITIVE_INFINITY;
    for (const late of delayed) nextMs = Math.min(nextMs, late.notBeforeMs);
    for (const name of waiting.keys()) {
      const pausedUntilMs = hosts.get(name).pausedUntilMs;
      if (pausedUntilMs > nowMs) nextMs = Math.min(nextMs, pausedUntilMs);
    }
    if (nextMs >= alarmMs || nextMs === Number.POSITIVE_INFINITY) return;
    alarmMs = nextMs;
    void clock.wait(Math.max(0, nextMs - nowMs), signal).then(() => {
      if (alarmMs === nextMs) alarmMs = Number.POSITIVE_INFINITY;
      bell.ring();
    });
  };

  const poll = (): Visit<Work> | null => {
    if (signal.aborted) return null;
    admitDue();
    for (const [name, line] of waiting) {
      const host = hosts.get(name);
      if (!hosts.mayStart(host)) continue;
      const entry = line.shift();
      waiting.delete(name);
      if (line.length > 0) waiting.set(name, line);
      if (entry === undefined) continue;
      host.inFlight += 1;
      return { work: entry.work, host, attempt: entry.attempt, holdsSlot: true };
    }
    return null;
  };

  const mayPoll = () => {
    admitDue();
    for (const name of waiting.keys()) if (hosts.mayStart(hosts.get(name))) return true;
    return false;
  };

  const release = (visit: Visit<Work>) => {
    if (!visit.holdsSlot) return;
    visit.holdsSlot = false;
    visit.host.inFlight -= 1;
    bell.ring();
  };

  signal.addEventListener('abort', bell.ring, { once: true });

  return {
    push(work, host) {
      inside += 1;
      enqueue(host, { work, attempt: 0 });
      bell.ring();
    },
    close() {
      closed = true;
      bell.ring();
    },
    poll,
    async ready() {
      for (;;) {
        if (finished()) return false;
        if (mayPoll()) return true;
        setAlarm();
        await bell.heard();
      }
    },
    answered(visit) {
      hosts.answered(visit.host);
      release(visit);
    },
    again(visit, failure) {
      const waitMs = hosts.isDown(visit.host) ? null : retryDelayMs(failure, visit.attempt + 1, limits, clock.random());
      hosts.troubled(visit.host, failure, waitMs ?? 0);
      release(visit);
      if (waitMs === null) return false;
      const entry = { work: visit.work, attempt: visit.attempt + 1 };
      delayed.push({ notBeforeMs: clock.now() + waitMs, host: visit.host.name, entry });
      bell.ring();
      return true;
    },
    leave(visit) {
      release(visit);
      inside -= 1;
      bell.ring();
    },
  };
}
