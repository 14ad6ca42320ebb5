import type { FormatId } from '../formats/index.ts';
import type { Result } from './failure.ts';
import type { Item, Made, Origin, OutputFile, SourceFacts } from './item.ts';

/** A source's bytes, in whatever carrier the composition root chose; the run looks only at their weight. */
export interface Opened {
  byteLength: number;
  via: SourceFacts['via'];
}

/** One picture as the engine made it, before it has a name. */
export interface Thumbnail {
  /** Index of its variant in the recipe. */
  variant: number;
  format: FormatId;
  /** Pixels. */
  width: number;
  height: number;
  byteLength: number;
  /** Lower-case hex. */
  sha256: string;
  note: string | null;
}

export interface Rendering<Picture extends Thumbnail> {
  source: Pick<SourceFacts, 'kind' | 'width' | 'height' | 'route' | 'detours'>;
  /** One for each variant of the recipe, in its order. */
  thumbnails: readonly Picture[];
}

/** What a run asks of the world. None of these throws for what the world does; a thrown error is a bug of ours. */
export interface Ports<Image extends Opened, Picture extends Thumbnail> {
  /** Calls `heard` whenever some of it comes: who is only slow is not taken for silent. */
  open(origin: Origin, signal: AbortSignal, heard: () => void): Promise<Result<Image>>;
  render(image: Image, signal: AbortSignal): Promise<Result<Rendering<Picture>>>;
  /** The image is not looked at any more, whatever came of it. */
  release(image: Image): void;
  /** Keeps the pictures of one item, in the order of `made.outputs`; once it answers, they survive the page. */
  shelve(item: Item, made: Made, pictures: readonly Picture[]): Promise<Result<void>>;
  /** Brings one shelved file to the destination. */
  deliver(item: Item, file: OutputFile, signal: AbortSignal): Promise<Result<void>>;
  clock: Clock;
}

/** The core has no clock of its own, so that tests can own time. */
export interface Clock {
  /** Milliseconds of active time: monotonic, and standing still while the page is frozen or the machine sleeps. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts; never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** 0 ≤ x < 1, for jitter. */
  random(): number;
}
