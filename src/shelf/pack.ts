import { crc32 } from '../core/crc32.ts';
import type { Place } from './journal.ts';
import { readUpTo, type SyncFile } from './sync-file.ts';

/** Bytes fetched at once: a system call costs as much as reading this, and the zip asks for neighbours. */
const windowBytes = 2 ** 18;

/**
 * Reads pictures out of a pack through a sliding window. A pack is append-only, so the window stays true, except for
 * bytes that were cut off and written anew: `forget` after such a cut.
 */
export function createPackReader(pack: SyncFile) {
  let start = 0;
  let window = new Uint8Array(0);

  const covers = (place: Place) => place.start >= start && place.start + place.byteLength <= start + window.length;

  return {
    /** The picture, in memory of its own; `null` if it is not all there or not what was written. */
    read(place: Place): Uint8Array<ArrayBuffer> | null {
      if (!covers(place)) {
        start = place.start;
        window = readUpTo(pack, start, Math.max(windowBytes, place.byteLength));
      }
      const bytes = window.slice(place.start - start, place.start - start + place.byteLength);
      return bytes.length === place.byteLength && crc32(bytes) === place.crc32 ? bytes : null;
    },
    forget(): void {
      window = new Uint8Array(0);
    },
  };
}
