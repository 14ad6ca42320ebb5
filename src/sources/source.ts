import type { Opened } from '../core/ports.ts';

/** An opened source, its bytes in memory. */
export interface OpenedBytes extends Opened {
  bytes: ArrayBuffer;
}
