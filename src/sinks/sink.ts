import type { Result } from '../core/failure.ts';
import type { OutputFile } from '../core/item.ts';

/** An open destination. `write` may be called for several files at once; each call is one whole file. */
export interface Sink {
  write(file: OutputFile, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Result<void>>;
  close(): Promise<void>;
  abort(): Promise<void>;
}
