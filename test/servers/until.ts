import { setImmediate as turn } from 'node:timers/promises';

/** Resolves when the state is reached; the test's own time limit is the only clock. */
export async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await turn();
}
