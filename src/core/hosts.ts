import { type Admission, unbounded } from './admission.ts';
import type { Failure } from './failure.ts';
import type { Limits } from './limits.ts';
import type { Clock } from './ports.ts';

/** How one host is treated: how much it is asked at once, and when it is left alone. */
export interface Host {
  readonly name: string;
  /** Requests at once that it is granted now, 1 … the limit. */
  allowed: number;
  inFlight: number;
  /** On the run's clock; nothing is asked of it before. */
  pausedUntilMs: number;
  succeeded: number;
  failed: number;
  /** Failures to reach it since it last answered. */
  silent: number;
  /** Whether it ever said 429 or 503. */
  limited: boolean;
  /** Milliseconds until it begins to answer, of late (its last answers count most); `null` until it has. */
  firstByteMs: number | null;
}

/**
 * Every host's manners: additive increase, multiplicative decrease, as TCP does it. A success earns a host a little
 * more, trouble halves it; a 429 or 503 stops it for as long as it asks (within limits), after which a single request
 * probes whether it is well again, because a halved share of 1 is 1.
 */
export interface Hosts {
  /** How many requests there may be to all of them together. */
  readonly admission: Admission;
  get(name: string): Host;
  /** Whether it may be asked once more, as far as it is concerned. */
  mayStart(host: Host): boolean;
  /** It began to answer, so long after it was asked. */
  heard(host: Host, afterMs: number): void;
  answered(host: Host): void;
  /** `waitMs` is what the failure asked for, before this host is tried again. */
  troubled(host: Host, failure: Failure, waitMs: number): void;
  /** Whether it answered when it was last asked. */
  isProven(host: Host): boolean;
  /** Whether it takes long to begin to answer. */
  isSlow(host: Host): boolean;
  /** Whether it has never answered in many tries: its other items are then tried once only. */
  isDown(host: Host): boolean;
}

/** Requests at once to a host that has not answered yet: who may be dead is not asked six times to find out. */
const unprovenShare = 2;

/** From here on a host is called slow: a person would have noticed. */
const slowMs = 3_000;

/** Weight of the newest among a host's times: three more answers, and it is forgotten. */
const newestWeight = 0.4;

/** Tries without any answer after which a host counts as down. */
const silentTries = 8;

export function createHosts(limits: Limits, clock: Clock, admission: Admission = unbounded): Hosts {
  const hosts = new Map<string, Host>();
  const learn = (host: Host, afterMs: number) => {
    host.firstByteMs ??= afterMs;
    host.firstByteMs += (afterMs - host.firstByteMs) * newestWeight;
  };
  return {
    admission,
    get(name) {
      const known = hosts.get(name);
      if (known !== undefined) return known;
      const host: Host = {
        name,
        allowed: Math.min(unprovenShare, limits.perHost),
        inFlight: 0,
        pausedUntilMs: 0,
        succeeded: 0,
        failed: 0,
        silent: 0,
        limited: false,
        firstByteMs: null,
      };
      hosts.set(name, host);
      return host;
    },
    mayStart: (host) => host.inFlight < host.allowed && clock.now() >= host.pausedUntilMs,
    heard: learn,
    answered(host) {
      host.succeeded += 1;
      host.silent = 0;
      host.allowed = Math.min(limits.perHost, host.allowed + 1);
    },
    troubled(host, failure, waitMs) {
      host.failed += 1;
      if (isBusy(failure)) {
        host.limited = true;
        host.allowed = 1;
        host.pausedUntilMs = Math.max(host.pausedUntilMs, clock.now() + waitMs);
      } else if (isSilence(failure)) {
        host.silent += 1;
        host.allowed = Math.max(1, Math.floor(host.allowed / 2));
        if (failure.code === 'timed-out') learn(host, failure.afterMs);
      } else {
        // It answered, if only with a 404: nothing is wrong with the host.
        host.silent = 0;
      }
    },
    isProven: (host) => host.silent === 0 && host.succeeded + host.failed > 0,
    isSlow: ({ firstByteMs }) => firstByteMs !== null && firstByteMs >= slowMs,
    isDown: (host) => host.silent >= silentTries && host.succeeded === 0,
  };
}

function isBusy(failure: Failure): boolean {
  return (
    (failure.code === 'http' || failure.code === 'upload-http') && (failure.status === 429 || failure.status === 503)
  );
}

/** No word from the host. */
export function isSilence(failure: Failure): boolean {
  return (
    failure.code === 'unreachable' ||
    failure.code === 'unreadable' ||
    failure.code === 'upload-unreachable' ||
    (failure.code === 'timed-out' && failure.stage !== 'render')
  );
}
