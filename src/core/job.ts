import type { Item, Origin } from './item.ts';
import type { Recipe } from './recipe.ts';

/** The plan of a run: a value, decided without effects, printable, and saved with the run so that it can resume. */
export interface Job {
  items: readonly Item[];
  recipe: Recipe;
}

/** The items that share one origin: fetched once, decoded once, each with output files of its own. */
export interface Unit {
  origin: Origin;
  items: readonly [Item, ...Item[]];
}
