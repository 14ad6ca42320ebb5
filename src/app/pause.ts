import { createBell } from '../core/bell.ts';

/** Whether a run goes on: what it asks before it begins anything new. */
export interface Pause {
  readonly on: boolean;
  set(on: boolean): void;
  resumed(): Promise<void>;
}

export function createPause(): Pause {
  const bell = createBell();
  let paused = false;
  return {
    get on() {
      return paused;
    },
    set(next) {
      paused = next;
      bell.ring();
    },
    async resumed() {
      while (paused) await bell.heard();
    },
  };
}
