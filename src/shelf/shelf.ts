import type { Result } from '../core/failure.ts';
import type { Fate, ItemState, Made } from '../core/item.ts';
import type { Job } from '../core/job.ts';

/** What is written down when a run begins, so that it can be shown and resumed after a crash. Plain JSON. */
export interface Plan {
  job: Job;
  /** What the page needs to look as it did: list text, destination, … The shelf does not look inside; it never holds secrets. */
  page: unknown;
}

/** A run on the shelf, as the page offers it for resuming. */
export interface RunSummary {
  id: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  total: number;
  settled: number;
  /** Whether every item has a fate. */
  finished: boolean;
  /** When something was last written down, in milliseconds since the epoch. */
  touchedAt: number;
  /** Another tab has it open: it can be looked at there, not reopened here. */
  ownedElsewhere: boolean;
}

/** One shelved picture, as the zip needs it. */
export interface Shelved {
  byteLength: number;
  /** CRC-32 of the bytes (the polynomial of zip and PNG), unsigned. */
  crc32: number;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** The part of the shelf that belongs to one run. */
export interface ShelfRun {
  readonly id: string;
  readonly plan: Plan;
  /** What was known when it was opened: empty for a new run, the journal's last word for each item of an old one. */
  readonly states: ReadonlyMap<number, ItemState>;
  /** Keeps an item's pictures, in the order of `made.outputs`, and the record that they are there: both or neither survive a crash. */
  put(item: number, made: Made, pictures: readonly ArrayBuffer[]): Promise<Result<void>>;
  /** Writes an item's fate into the journal. Durable after `flush`, and within a second without it. */
  settle(item: number, fate: Fate): void;
  flush(): Promise<Result<void>>;
  /** A shelved picture; `null` if it is not there. */
  find(item: number, output: number): Shelved | null;
  /** A file outside memory that grows by `write` and becomes a Blob at `close`; for the zip. One at a time. */
  scratch(): Promise<Scratch>;
  /** Ends this page's ownership; what was kept stays. */
  close(): Promise<void>;
}

export interface Scratch {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<Result<void>>;
  close(): Promise<Blob>;
  abort(): Promise<void>;
}

/** Where finished thumbnails and the journals of runs wait: on disk where the browser allows, else in memory. */
export interface Shelf {
  /** Whether what it keeps survives the page. */
  readonly durable: boolean;
  /** Newest first. */
  runs(): Promise<RunSummary[]>;
  begin(plan: Plan): Promise<Result<ShelfRun>>;
  reopen(id: string): Promise<Result<ShelfRun>>;
  /** Forgets a run and frees its space. Does nothing to a run that is open, here or elsewhere. */
  remove(id: string): Promise<void>;
  /** Removes what nobody will come back to, as `sweep.ts` decides, and says how many runs that were. */
  sweep(): Promise<number>;
  /** Bytes used and granted, as the browser estimates. */
  estimate(): Promise<{ usedBytes: number; quotaBytes: number }>;
}
