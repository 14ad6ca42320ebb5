import type { SyncFile } from '../../src/shelf/sync-file.ts';

/** A file in memory that counts what is done to it, moves at most `stepBytes` at a time, and can run full. */
export interface MemoryFile extends SyncFile {
  bytes(): Uint8Array<ArrayBuffer>;
  /** From now on, writing past this throws what a browser throws. */
  fill(limitBytes: number): void;
  readonly counts: { reads: number; writes: number; flushes: number };
}

export function memoryFile(content: Uint8Array = new Uint8Array(0), stepBytes = Number.POSITIVE_INFINITY): MemoryFile {
  let bytes = new Uint8Array(content);
  let limitBytes = Number.POSITIVE_INFINITY;
  const counts = { reads: 0, writes: 0, flushes: 0 };
  const resize = (byteLength: number) => {
    const resized = new Uint8Array(byteLength);
    resized.set(bytes.subarray(0, byteLength));
    bytes = resized;
  };
  return {
    counts,
    bytes: () => bytes,
    fill(limit) {
      limitBytes = limit;
    },
    read(into, { at }) {
      counts.reads += 1;
      const part = bytes.subarray(at, at + Math.min(into.length, stepBytes));
      into.set(part);
      return part.length;
    },
    write(from, { at }) {
      counts.writes += 1;
      const fits = Math.min(from.length, stepBytes, Math.max(0, limitBytes - at));
      if (at + fits > bytes.length) resize(at + fits);
      bytes.set(from.subarray(0, fits), at);
      // A full disk takes what fits before it complains: the torn record is part of the fault.
      if (fits < Math.min(from.length, stepBytes)) throw new DOMException('no space', 'QuotaExceededError');
      return fits;
    },
    truncate: resize,
    getSize: () => bytes.length,
    flush() {
      counts.flushes += 1;
    },
    close() {},
  };
}
