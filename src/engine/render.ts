import type { Head } from '../core/head.ts';
import type { Thumbnail } from '../core/ports.ts';
import type { Recipe } from '../core/recipe.ts';

/** What a worker is told about one image. Plain data: it crosses to the worker by structured clone or transfer. */
export interface RenderRequest {
  /** Perhaps in memory that others share: `toOwn` before it is given to whom that does not suit. */
  bytes: Uint8Array;
  head: Head;
  recipe: Recipe;
}

export interface Picture extends Thumbnail {
  bytes: ArrayBuffer;
}
