import type { Opened } from '../core/ports.ts';

/** An opened source, its bytes in memory. */
export interface OpenedBytes extends Opened {
  /** Perhaps in memory that workers share: to be copied before it is given to whom that does not suit. */
  bytes: Uint8Array;
}
