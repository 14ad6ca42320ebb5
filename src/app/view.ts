import type { Failure } from '../core/failure.ts';
import type { ItemState, SourceFacts, StateTag } from '../core/item.ts';
import type { Thumbnail } from '../core/ports.ts';
import type { Recipe } from '../core/recipe.ts';
import type { Trace } from '../core/trace.ts';

/** Where the output files go. Secrets are no part of it. */
export type Destination = { kind: 'zip' } | { kind: 'put'; template: string };

/** What is known of the list while it is typed. */
export interface ListView {
  text: string;
  /** The user's own files, after the list's lines. */
  files: readonly { id: string; name: string; byteLength: number }[];
  images: number;
  duplicates: number;
  /** Hosts with the number of their images, most first. */
  hosts: readonly { host: string; images: number }[];
  /** The first 100; `rejected` is the whole number. `reason` is a sentence for people. */
  rejects: readonly { line: number; text: string; reason: string }[];
  rejected: number;
  /** Words about entries that were taken after a change (credentials removed, …), with their lines. */
  remarks: readonly { line: number; remark: string }[];
  /** Whether there is a cleared list to bring back: until something else is in its place. */
  canUndo: boolean;
}

export type Phase = 'idle' | 'running' | 'paused' | 'cancelling' | 'finished';

export interface StageView {
  /** Items in the stage now, and how many it may hold. */
  active: number;
  width: number;
  /** Items that have passed it. */
  passed: number;
}

export interface HostView {
  host: string;
  verdict: 'untried' | 'open' | 'relayed' | 'blocked' | 'limited' | 'slow' | 'down';
  total: number;
  done: number;
  failed: number;
  /** Downloads at once that it is granted now. */
  allowed: number;
  /** Milliseconds until it is asked again; 0 when it is not pausing. */
  pausedForMs: number;
  /** The header line that its owner would have to add for pages to read its pictures; `null` where nothing is missing. */
  missingHeader: string | null;
}

export interface RunView {
  /** Another for each run: what was looked at, filtered or opened belongs to one. Empty before the first. */
  id: string;
  phase: Phase;
  total: number;
  counts: Record<StateTag, number>;
  /** Milliseconds of running time. */
  elapsedMs: number;
  /** As all that is judged from how a run goes: `null` until there is enough to tell. */
  imagesPerSecond: number | null;
  bytesPerSecond: number | null;
  remainingMs: number | null;
  stages: Record<'open' | 'render' | 'deliver', StageView>;
  /** What holds the run up now; `beginning` while nobody can say. */
  bottleneck: 'beginning' | 'network' | 'processor' | 'destination' | 'none';
  hosts: readonly HostView[];
  /** Whether there is anything to download yet. */
  hasFiles: boolean;
  /** What is different now that the list, recipe or destination changed since this run began; `null` if none did. */
  stale: Changes | null;
}

/** How a run of now would differ from the one on the page, in thumbnails. */
export interface Changes {
  /** Made already, just as they are asked for. */
  kept: number;
  /** Yet to be made. */
  missing: number;
}

/** One thumbnail of a trial, with its bytes. */
export interface TrialPicture extends Thumbnail {
  /** The file name that it would have. */
  name: string;
  blob: Blob;
}

/** The first image of the list, made at once with the recipe as it is, and kept nowhere. */
export type TrialView =
  | { tag: 'idle' }
  | { tag: 'running'; origin: string }
  | { tag: 'failed'; origin: string; failure: Failure }
  | {
      tag: 'done';
      origin: string;
      recipe: Recipe;
      source: SourceFacts;
      /** The source as it came; not every browser can show it. */
      original: Blob;
      pictures: readonly TrialPicture[];
      /** From the call to the last byte, and from an engine's first to its last touch. Milliseconds. */
      openMs: number;
      renderMs: number;
      expected: Expectation;
    };

/** What the whole list would come to, if all its images were like the one that was tried. */
export interface Expectation {
  images: number;
  /** Of all their thumbnails. */
  byteLength: number;
  ms: number;
}

/** A sentence for the whole page: a missing capability, a full disk, a run that can be resumed. */
export interface Notice {
  id: string;
  tone: 'info' | 'warning' | 'error';
  text: string;
  /** What can be done about it. */
  action: { label: string; run: () => void } | null;
  dismissible: boolean;
}

/** The page's whole state but the items: replaced as one value, at most once a frame. */
export interface View {
  list: ListView;
  recipe: Recipe;
  /** Id of the preset that the recipe's variants equal, or `custom`. */
  preset: string;
  destination: Destination;
  run: RunView;
  trial: TrialView;
  notices: readonly Notice[];
  /** Why `Make thumbnails` cannot be pressed now, as a sentence; `null` if it can. */
  blocked: string | null;
}

/** One item as the page shows it. */
export interface ItemRow {
  id: number;
  line: number;
  /** The URL or the file's name. */
  origin: string;
  host: string;
  stem: string;
  state: ItemState;
}

/** The items of the run, written in place; `version` of the view's run tells when to look again. */
export interface ItemsView {
  readonly count: number;
  row(index: number): ItemRow;
  /** Ids of the items that match, in list order. */
  select(filter: { tags: readonly StateTag[]; host: string | null; text: string }): readonly number[];
  /** Failed items grouped by cause, largest first. */
  failures(): readonly { failure: Failure; items: readonly number[] }[];
  picture(item: number, output: number): Promise<ShelvedPicture | null>;
}

/** For showing. No `Blob`: a page waits for the browser to take note of each that it makes. */
export interface ShelvedPicture {
  bytes: Uint8Array<ArrayBuffer>;
  mime: string;
}

/** Everything a person can want. Each is safe to call at any time: where it makes no sense it does nothing. */
export interface Actions {
  setList(text: string): void;
  addFiles(files: readonly File[]): void;
  removeFile(id: string): void;
  clearList(): void;
  undoClear(): void;
  useSample(): void;
  setPreset(id: string): void;
  setRecipe(change: Partial<Recipe>): void;
  setDestination(destination: Destination): void;
  resetSettings(): void;
  make(): void;
  /** The same, but what the run on the page has made already is taken over from it. */
  makeChanged(): void;
  /** Makes the first image of the list at once, to be looked at. */
  tryOne(): void;
  /** Ends the trial, finished or not, and lets go of its bytes. */
  endTrial(): void;
  pause(): void;
  resume(): void;
  cancel(): void;
  /** All failed items, or just these. */
  retryFailed(items?: readonly number[]): void;
  /** Makes what was skipped as a placeholder after all. */
  acceptPlaceholders(): void;
  downloadZip(): void;
  downloadReport(): void;
  downloadFailed(): void;
  /** A link to this page with the recipe in it, and nothing else: no list, no destination. */
  recipeLink(): string;
  /** The timeline, as a file for Perfetto and the browser's own tools. */
  downloadTrace(): void;
  dismiss(notice: string): void;
}

/** What the page is given. */
export interface App {
  subscribe(listener: () => void): () => void;
  view(): View;
  items: ItemsView;
  /** What was at work when: another value for each run, written in place; look at it at any frame. */
  readonly trace: Trace;
  actions: Actions;
}
