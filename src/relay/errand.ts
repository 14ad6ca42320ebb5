import type { RelayFailure } from './answer.ts';
import type { RelayLimits } from './limits.ts';

/**
 * One request to the relay, from arrival to end: its clocks, what it must give back, and the one reason why it was cut
 * short. Everything it waits for ends with `signal`, so nothing outlives it.
 */
export interface Errand {
  readonly signal: AbortSignal;
  /** Starts the clock of a stage in place of the one that runs. */
  expect(stage: 'headers' | 'idle'): void;
  /** Stops the stage's clock: the far host owes nothing now. The total goes on. */
  relax(): void;
  /** Cuts the errand short. `null`: the client is gone and nobody will be told. The first reason stays. */
  stop(reason: RelayFailure | null): void;
  /** Why it was cut short; `null` while it was not, or when the client is gone. */
  failure(): RelayFailure | null;
  /** Has `release` called when the errand ends, however it ends. */
  atEnd(release: () => void): void;
  end(): void;
}

export function createErrand(limits: Pick<RelayLimits, 'headersMs' | 'idleMs' | 'totalMs'>): Errand {
  const ending = new AbortController();
  const releases: (() => void)[] = [];
  let why: RelayFailure | null = null;
  let clock: NodeJS.Timeout | undefined;

  const stop = (reason: RelayFailure | null) => {
    if (ending.signal.aborted) return;
    why = reason;
    ending.abort();
  };
  const setAlarm = (stage: 'headers' | 'idle' | 'total', afterMs: number) =>
    setTimeout(() => stop({ code: 'timed-out', stage, afterMs }), afterMs);
  const total = setAlarm('total', limits.totalMs);

  return {
    signal: ending.signal,
    expect(stage) {
      clearTimeout(clock);
      clock = setAlarm(stage, stage === 'headers' ? limits.headersMs : limits.idleMs);
    },
    relax: () => clearTimeout(clock),
    stop,
    failure: () => why,
    atEnd: (release) => void releases.push(release),
    end() {
      clearTimeout(clock);
      clearTimeout(total);
      for (const release of releases.splice(0)) release();
    },
  };
}
