import { crc32 } from '../core/crc32.ts';
import { type Failure, fail, ok, type Result } from '../core/failure.ts';
import type { Fate, Made } from '../core/item.ts';
import { joinBytes } from '../core/join-bytes.ts';
import { encodeRecord, type Place } from './journal.ts';
import { createPackReader } from './pack.ts';
import { type SyncFile, toFailure, writeWhole } from './sync-file.ts';

/** The two files of an open run, with their ends: what is behind them does not count. */
export interface RunFiles {
  pack: SyncFile;
  packEnd: number;
  journal: SyncFile;
  journalEnd: number;
}

export type Ledger = ReturnType<typeof createLedger>;

/** Calls back after at least `ms`; the worker gives it `setTimeout`, tests own it. */
export type Later = (callback: () => void, ms: number) => void;

/** A put or a fate that is not written yet. */
interface Waiting {
  record: Uint8Array<ArrayBuffer>;
  pictures: readonly Uint8Array<ArrayBuffer>[];
  /** `null` for a fate: nobody waits for it, and it is kept until it can be written. */
  answer: ((result: Result<void>) => void) | null;
}

/** Within this, what was written is on the disk itself, safe from a power cut: half of what the shelf promises. */
export const flushAfterMs = 500;
/** Waiting bytes that are written at once, to bound memory. */
const waitingLimitBytes = 8 * 2 ** 20;

/**
 * Writes one run down. What arrives together is written together, in two writes: the pictures, then the records that
 * say they are there. What is written survives a killed browser, because it is in the system's memory by then; a power
 * cut loses at most the last `flushAfterMs`, and checksums tell what it took.
 */
export function createLedger(files: RunFiles, later: Later) {
  const { pack, journal } = files;
  let { packEnd, journalEnd } = files;
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  /** Where the next picture will lie: behind those that wait. */
  let nextStart = packEnd;
  let closed = false;
  let writePlanned = false;
  let flushPlanned = false;
  const reader = createPackReader(pack);

  const write = (): Result<void> => {
    if (waiting.length === 0) return ok(undefined);
    const pictures = joinBytes(waiting.flatMap((each) => each.pictures));
    const records = joinBytes(waiting.map((each) => each.record));
    try {
      writeWhole(pack, pictures, packEnd);
      writeWhole(journal, records, journalEnd);
    } catch (error) {
      return refuse(toFailure(error, pictures.length + records.length));
    }
    packEnd += pictures.length;
    journalEnd += records.length;
    settleWaiting(ok(undefined), []);
    return ok(undefined);
  };

  /** Takes back what was half written; fates go on waiting, because nobody would ask for them again. */
  const refuse = (failure: Failure): Result<void> => {
    cut(pack, packEnd);
    cut(journal, journalEnd);
    reader.forget();
    settleWaiting(
      fail(failure),
      waiting.filter((each) => each.answer === null),
    );
    return fail(failure);
  };

  const settleWaiting = (result: Result<void>, left: Waiting[]) => {
    const answered = waiting;
    waiting = left;
    waitingBytes = 0;
    nextStart = packEnd;
    for (const each of answered) each.answer?.(result);
  };

  /** Pack before journal: checksums catch a record whose pictures a power cut took, but it need not come to that. */
  const flush = (): Result<void> => {
    const written = write();
    try {
      pack.flush();
      journal.flush();
    } catch (error) {
      return fail(toFailure(error, 0));
    }
    return written;
  };

  const planWrite = () => {
    if (writePlanned) return;
    writePlanned = true;
    later(() => {
      writePlanned = false;
      if (!closed) write();
    }, 0);
  };

  const planFlush = () => {
    if (flushPlanned) return;
    flushPlanned = true;
    later(() => {
      flushPlanned = false;
      if (!closed) flush();
    }, flushAfterMs);
  };

  const toPlaces = (pictures: readonly Uint8Array[]): Place[] =>
    pictures.map((picture) => {
      const place = { start: nextStart, byteLength: picture.length, crc32: crc32(picture) };
      nextStart += picture.length;
      return place;
    });

  return {
    /** Answers when pictures and record are written; where the pictures lie, in their order. */
    put(item: number, made: Made, buffers: readonly ArrayBuffer[]): Promise<Result<readonly Place[]>> {
      const pictures = buffers.map((buffer) => new Uint8Array(buffer));
      const places = toPlaces(pictures);
      const record = encodeRecord({ tag: 'made', item, made, places });
      return new Promise((resolve) => {
        const answer = (result: Result<void>) => resolve(result.ok ? ok(places) : result);
        waiting.push({ record, pictures, answer });
        waitingBytes += record.length + pictures.reduce((sum, picture) => sum + picture.length, 0);
        if (waitingBytes >= waitingLimitBytes) write();
        else planWrite();
        planFlush();
      });
    },
    settle(item: number, fate: Fate): void {
      waiting.push({ record: encodeRecord({ tag: 'settled', item, fate }), pictures: [], answer: null });
      // At once, though nobody waits for it: what a page showed as done is what the next one offers as done.
      planWrite();
      planFlush();
    },
    flush,
    read(place: Place): Result<Uint8Array<ArrayBuffer>> {
      const bytes = reader.read(place);
      return bytes === null ? damaged(place) : ok(bytes);
    },
    /** Writes what waits and lets go of the files. */
    close(): Result<void> {
      const flushed = flush();
      closed = true;
      pack.close();
      journal.close();
      return flushed;
    },
  };
}

function damaged({ start }: Place) {
  return fail({ code: 'shelf-broken', detail: `the picture at byte ${start} is damaged` });
}

/** Failing to cut does no harm: what is behind the end is not read, and the next write goes over it. */
function cut(file: SyncFile, end: number): void {
  try {
    file.truncate(end);
  } catch {}
}
