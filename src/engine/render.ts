import type { Head } from '../core/head.ts';
import type { Thumbnail } from '../core/ports.ts';
import type { Recipe } from '../core/recipe.ts';
import type { Route } from './route.ts';
import type { Step } from './steps.ts';

/** One image, and what is wanted of it. Plain data: it crosses to the worker by structured clone or transfer. */
export interface RenderRequest {
  /** Perhaps in memory that others share: `toOwn` before it is given to whom that does not suit. */
  bytes: Uint8Array;
  head: Head;
  recipe: Recipe;
}

/** What a worker is told about it. */
export interface RenderTask extends RenderRequest {
  /** Routes not to be taken, as long as another one is left. */
  without: readonly Route[];
}

/** What an engine is told. */
export interface RenderOrder extends RenderTask {
  /** Called for every step of every worker that tries; must not throw. */
  onStep(step: Step): void;
}

export interface Picture extends Thumbnail {
  bytes: ArrayBuffer;
}
