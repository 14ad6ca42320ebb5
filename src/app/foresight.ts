import type { List } from '../core/list.ts';
import { checkRecipe, type LocalFile } from '../core/plan.ts';
import type { Recipe } from '../core/recipe.ts';
import { mayNeedVips } from '../engine/foresight.ts';
import type { Engines } from './engines.ts';

/** What there will be to draw. */
export interface Ahead {
  list: List;
  files: readonly LocalFile[];
  recipe: Recipe;
}

/** To be called after every change: engines that can draw what was given stand ready while the user looks for the button. */
export function createForesight(engines: Pick<Engines, 'warm'>): (ahead: Ahead) => void {
  let last: Ahead | null = null;
  return (ahead) => {
    const { list, files, recipe } = ahead;
    if (last?.list === list && last.files === files && last.recipe === recipe) return;
    last = ahead;
    // While it is typed it may be no recipe at all.
    if (checkRecipe(recipe).length > 0) return;
    const names = [...files.map(({ name }) => name), ...list.entries.map(({ url }) => url)];
    if (names.length > 0) engines.warm({ libvips: mayNeedVips(names, recipe) });
  };
}
