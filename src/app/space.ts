import { type ItemState, isFate } from '../core/item.ts';

/**
 * Bytes that the rest of a run will take on the shelf, going by what its thumbnails took so far; at least `refusedBytes`,
 * for which there was no room. What was said only of the next thumbnails would have to be said again and again.
 */
export function spaceNeeded(states: readonly ItemState[], refusedBytes: number): number {
  let bytes = 0;
  let made = 0;
  let unmade = 0;
  for (const state of states) {
    if ('made' in state && state.made !== null) {
      made += 1;
      for (const { byteLength } of state.made.outputs) bytes += byteLength;
    } else if (!isFate(state)) {
      unmade += 1;
    }
  }
  return Math.max(refusedBytes, made === 0 ? 0 : Math.ceil((bytes / made) * unmade));
}
