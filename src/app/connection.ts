import { createBell } from '../core/bell.ts';
import type { Failure, Result } from '../core/failure.ts';
import type { Clock } from '../core/ports.ts';

/** Whether this machine is on the network, as far as the browser knows. */
export interface Connection {
  readonly up: boolean;
  onChange(listener: (up: boolean) => void): void;
  /**
   * Makes the attempt when the connection is up, and again when it failed because the connection was lost: that says
   * nothing about the host, and costs it no try.
   */
  patiently<T>(signal: AbortSignal, attempt: () => Promise<Result<T>>): Promise<Result<T>>;
}

/** Between a failure and the browser's word that the connection is lost; between two tries while it comes back. */
const noticeMs = 250;
/** After the browser says that the connection is back: addresses and routes take some moments more. */
const graceMs = 3_000;

export function createConnection(clock: Clock): Connection {
  const bell = createBell();
  const listeners: ((up: boolean) => void)[] = [];
  let shakyUntilMs = Number.NEGATIVE_INFINITY;

  const tell = () => {
    if (navigator.onLine) shakyUntilMs = clock.now() + graceMs;
    for (const listener of listeners) listener(navigator.onLine);
    bell.ring();
  };
  addEventListener('online', tell);
  addEventListener('offline', tell);

  const restored = async (signal: AbortSignal) => {
    signal.addEventListener('abort', bell.ring);
    while (!navigator.onLine && !signal.aborted) await bell.heard();
    signal.removeEventListener('abort', bell.ring);
  };

  return {
    get up() {
      return navigator.onLine;
    },
    onChange: (listener) => void listeners.push(listener),
    async patiently(signal, attempt) {
      for (;;) {
        await restored(signal);
        const beganMs = clock.now();
        const result = await attempt();
        if (result.ok || isAnswer(result.failure) || signal.aborted) return result;
        await clock.wait(noticeMs, signal);
        if (navigator.onLine && beganMs >= shakyUntilMs) return result;
      }
    },
  };
}

/** Whether somebody out there said it, so that the connection cannot be what was wrong. */
function isAnswer({ code }: Failure): boolean {
  return code === 'http' || code === 'upload-http' || code === 'too-many-bytes' || code === 'too-many-redirects';
}
