import type { List } from '../core/list.ts';
import { type LocalFile, originKeys } from '../core/plan.ts';
import type { Recipe } from '../core/recipe.ts';
import { countChanges, type Former } from './kept.ts';
import type { Changes } from './view.ts';

export interface Compared {
  former: Former;
  /** Until it is, its results change all the time, and nobody can begin another run. */
  isFinished: boolean;
  list: List;
  files: readonly LocalFile[];
  recipe: Recipe;
}

const nothingYet: Changes = { kept: 0, missing: 0 };

/** Compares what is asked for with the results, anew only when one of them is another: it is asked every frame. */
export function createChanges(): (compared: Compared) => Changes {
  let last: { compared: Compared; changes: Changes } | null = null;
  return (compared) => {
    if (!compared.isFinished) {
      last = null;
      return nothingYet;
    }
    if (last === null || !isSame(last.compared, compared)) {
      const { former, list, files, recipe } = compared;
      last = { compared, changes: countChanges(former, originKeys(list, files), recipe) };
    }
    return last.changes;
  };
}

function isSame(a: Compared, b: Compared): boolean {
  return a.former.job === b.former.job && a.list === b.list && a.files === b.files && a.recipe === b.recipe;
}
