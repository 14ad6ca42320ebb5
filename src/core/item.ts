import type { FormatId } from '../formats/index.ts';
import type { Failure } from './failure.ts';

/** Where an item's bytes come from. `key` is equal for two origins exactly when their bytes are the same. */
export type Origin =
  | { kind: 'url'; key: string; url: string; host: string }
  /** A file of the user's; `fileId` finds it in the page's table of files. */
  | { kind: 'file'; key: string; fileId: string; name: string; byteLength: number };

/** One image through a run. Fixed from planning to report; only its `ItemState` changes. */
export interface Item {
  /** Index in the job's list of items, from 0. */
  id: number;
  /** Line of the list, from 1; for a file, its place after the list's last line. */
  line: number;
  origin: Origin;
  /** File name without extension, safe and unique in the job. */
  stem: string;
}

/** A thumbnail with its final name, and where it lies on the shelf. */
export interface OutputFile {
  name: string;
  /** Index of its variant in the recipe. */
  variant: number;
  format: FormatId;
  /** Pixels. */
  width: number;
  height: number;
  byteLength: number;
  /** SHA-256 of the bytes, lower-case hex. */
  sha256: string;
  /** A word for the user about this file, e.g. that a byte target could not be reached. */
  note: string | null;
}

/** What is known of the source once it was rendered. */
export interface SourceFacts {
  kind: string;
  /** Upright pixels. */
  width: number;
  height: number;
  byteLength: number;
  /** How the bytes came: straight from the host, through the relay, from this machine; or not again (`kept`). */
  via: 'direct' | 'relay' | 'file' | 'kept';
  /** Which decoder drew it. */
  route: string;
  /** What was not asked, because it had been switched off for pictures of this kind; absent if nothing was. */
  detours?: readonly DetourNote[];
}

/** A decoder that kept failing, or took many times as long as the one that is asked instead. */
export interface DetourNote {
  route: string;
  why: 'failing' | 'crawling';
  instead: string;
}

/** What has been made of an item: shelved, whether delivered yet or not. */
export interface Made {
  source: SourceFacts;
  outputs: readonly OutputFile[];
}

/** Where an item stands. The last four are fates: every item ends a run in exactly one of them. */
export type ItemState =
  | { tag: 'waiting'; attempt: number; made: Made | null }
  | { tag: 'opening'; attempt: number }
  | { tag: 'rendering'; attempt: number }
  | { tag: 'delivering'; attempt: number; made: Made }
  | { tag: 'done'; made: Made }
  | { tag: 'failed'; failure: Failure; attempts: number; made: Made | null }
  | { tag: 'skipped'; failure: Failure }
  | { tag: 'cancelled'; made: Made | null };

export type StateTag = ItemState['tag'];

export type Fate = Extract<ItemState, { tag: 'done' | 'failed' | 'skipped' | 'cancelled' }>;

export function isFate(state: ItemState): state is Fate {
  return state.tag === 'done' || state.tag === 'failed' || state.tag === 'skipped' || state.tag === 'cancelled';
}
