import { crc32 } from '../core/crc32.ts';
import type { Fate, Made } from '../core/item.ts';
import type { Plan } from './shelf.ts';

/**
 * The journal of a run: what happened, in order, one checksummed record after another. It is only ever appended to, so
 * that a crash can hurt nothing but its end. It is also the only index: reading 10,000 items back takes less time than
 * keeping a database beside it would take while the run goes on, and two truths cannot disagree.
 *
 * A record is a header of three 32-bit little-endian fields (marker, length of the text, CRC-32 of the text), then JSON.
 */
export type JournalRecord =
  /** The first record; a run without it never began. */
  | { tag: 'begun'; version: typeof journalVersion; startedAt: number; plan: Plan }
  | { tag: 'made'; item: number; made: Made; places: readonly Place[] }
  | { tag: 'settled'; item: number; fate: Fate };

/** Where one picture lies in the pack. */
export interface Place {
  /** Byte offset. */
  start: number;
  byteLength: number;
  /** Unsigned. */
  crc32: number;
}

/** Raised when old journals can no longer be read; such runs are not listed. */
export const journalVersion = 2;

/** Starts with 0xFF, which never occurs in UTF-8: no text inside a record can look like the start of one. */
const marker = 0x4c4e_4aff;
const headerBytes = 12;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export function encodeRecord(record: JournalRecord): Uint8Array<ArrayBuffer> {
  const text = encoder.encode(JSON.stringify(record));
  const bytes = new Uint8Array(headerBytes + text.length);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, marker, true);
  header.setUint32(4, text.length, true);
  header.setUint32(8, crc32(text), true);
  bytes.set(text, headerBytes);
  return bytes;
}

/**
 * Every whole record, and where the last one ends (0 if there is none): what follows is torn and may be cut off.
 * A damaged record loses only itself: reading goes on at the next one that is whole.
 */
export function decodeJournal(journal: Uint8Array): { records: JournalRecord[]; end: number } {
  const records: JournalRecord[] = [];
  let end = 0;
  let at = 0;
  while (at !== -1) {
    const found = decodeRecord(journal, at);
    if (found === null) {
      at = journal.indexOf(marker & 0xff, at + 1);
    } else {
      records.push(found.record);
      at = found.end;
      end = at;
    }
  }
  return { records, end };
}

function decodeRecord(journal: Uint8Array, at: number): { record: JournalRecord; end: number } | null {
  if (at + headerBytes > journal.length) return null;
  const header = new DataView(journal.buffer, journal.byteOffset + at, headerBytes);
  if (header.getUint32(0, true) !== marker) return null;
  const end = at + headerBytes + header.getUint32(4, true);
  if (end > journal.length) return null;
  const text = journal.subarray(at + headerBytes, end);
  if (crc32(text) !== header.getUint32(8, true)) return null;
  // The checksum vouches that this is what `encodeRecord` wrote.
  return { record: JSON.parse(decoder.decode(text)), end };
}
