import type { Clock } from '../core/ports.ts';

/** Calls `onLate` once `ms` of active time have passed, unless the deadline was lifted before by the returned function. */
export function startDeadline(clock: Clock, ms: number, onLate: () => void): () => void {
  const lifted = new AbortController();
  void clock.wait(ms, lifted.signal).then(() => {
    if (!lifted.signal.aborted) onLate();
  });
  return () => lifted.abort();
}
