import type { Failure } from '../core/failure.ts';

/** The part of `FileSystemSyncAccessHandle` that the shelf uses; the DOM's types keep it for workers alone. */
export interface SyncFile {
  /** Both give the number of bytes moved, and both may move fewer than they were given. */
  read(into: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(byteLength: number): void;
  getSize(): number;
  /** Brings what was written from the system's memory to the disk itself. */
  flush(): void;
  close(): void;
}

declare global {
  interface FileSystemFileHandle {
    /** Workers only. */
    createSyncAccessHandle(): Promise<SyncFile>;
  }
}

/**
 * What Chromium answers in a private window that has no room left, instead of throwing: its own number for that, -8,
 * without the sign.
 */
const noSpace = 2 ** 32 - 8;

export function writeWhole(file: SyncFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  for (let done = 0; done < bytes.length; ) {
    const written = file.write(bytes.subarray(done), { at: at + done });
    const message = `The browser wrote ${done} of ${bytes.length} bytes`;
    if (written === noSpace) throw new DOMException(message, 'QuotaExceededError');
    if (written === 0 || written > bytes.length - done) throw new Error(message);
    done += written;
  }
}

/** Fewer bytes than asked for where the file ends earlier. */
export function readUpTo(file: SyncFile, at: number, byteLength: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(byteLength);
  let done = 0;
  while (done < byteLength) {
    const read = file.read(bytes.subarray(done), { at: at + done });
    if (read === 0 || read > byteLength - done) break;
    done += read;
  }
  return bytes.subarray(0, done);
}

/** What a file's error means; `neededBytes` is what was about to be written. */
export function toFailure(error: unknown, neededBytes: number): Failure {
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') return { code: 'shelf-full', neededBytes };
  return { code: 'shelf-broken', detail: error instanceof Error ? `${name}: ${error.message}` : String(error) };
}
