import type { ItemState, SourceFacts } from '../core/item.ts';
import type { Job } from '../core/job.ts';
import { makingKey, type Recipe } from '../core/recipe.ts';
import type { Changes } from './view.ts';

/** A run whose results another one can take over. */
export interface Former {
  job: Job;
  /** By item. */
  states: readonly ItemState[];
}

/** What there is of an image already. */
export interface KeptImage {
  /** The item of the former run. */
  item: number;
  source: SourceFacts;
  /** For each variant of the new recipe the index of its output in the former run; `null`: not made yet. */
  outputs: readonly (number | null)[];
}

/** Finds what a former run made of an origin, by its key, as far as `recipe` asks for just the same. */
export function createKept({ job, states }: Former, recipe: Recipe): (originKey: string) => KeptImage | null {
  const made = new Map<string, number>();
  for (const { id, origin } of job.items) if (madeAt(states, id) !== null) made.set(origin.key, id);
  const known = job.recipe.variants.map((variant) => makingKey(job.recipe, variant));
  const places = recipe.variants.map((variant) => known.indexOf(makingKey(recipe, variant)));
  const outputs = places.map((place) => (place === -1 ? null : place));
  if (outputs.every((output) => output === null)) return () => null;

  return (originKey) => {
    const item = made.get(originKey);
    const source = item === undefined ? undefined : madeAt(states, item)?.source;
    return item === undefined || source === undefined ? null : { item, source, outputs };
  };
}

function madeAt(states: readonly ItemState[], id: number) {
  const state = states[id];
  return state !== undefined && 'made' in state ? state.made : null;
}

/** What a run over these origins would find and what it would have to make, in thumbnails. */
export function countChanges(former: Former, originKeys: Iterable<string>, recipe: Recipe): Changes {
  const find = createKept(former, recipe);
  const changes = { kept: 0, missing: 0 };
  for (const key of originKeys) {
    const kept = find(key)?.outputs.filter((output) => output !== null).length ?? 0;
    changes.kept += kept;
    changes.missing += recipe.variants.length - kept;
  }
  return changes;
}
