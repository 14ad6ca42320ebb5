import type { Actions, ListView } from '../../app/view.ts';
import { presets, type Recipe } from '../../core/recipe.ts';
import { Field } from '../controls/field.tsx';
import { Select } from '../controls/select.tsx';
import { toPart } from '../part.tsx';
import { words } from '../words/words.ts';
import { Encoding } from './encoding.tsx';
import { More } from './more.tsx';
import { Names } from './names.tsx';
import { Picture } from './picture.tsx';
import styles from './recipe.module.css';

const text = words.recipe;

// Most people never leave the presets.
const Variants = toPart(() => import('./variants.tsx'));

const presetOptions = [
  ...presets.map(({ id, label }) => ({ value: id, label: text.presetLabel(label) })),
  { value: 'custom', label: text.custom },
];

interface RecipeProps {
  recipe: Recipe;
  preset: string;
  list: ListView;
  actions: Pick<Actions, 'setPreset' | 'setRecipe' | 'recipeLink' | 'resetSettings'>;
}

/** What is made of each image. */
export function RecipeForm({ recipe, preset, list, actions }: RecipeProps) {
  return (
    <section className={styles.recipe} aria-labelledby="recipe-title">
      <h2 id="recipe-title">{text.title}</h2>
      <Picture variants={recipe.variants} />
      <Field label={text.preset}>
        {(ids) => <Select {...ids} value={preset} options={presetOptions} onChange={actions.setPreset} />}
      </Field>
      {preset === 'custom' ? (
        <Variants variants={recipe.variants} onChange={(variants) => actions.setRecipe({ variants })} />
      ) : null}
      <Encoding recipe={recipe} onChange={actions.setRecipe} />
      <Names recipe={recipe} list={list} onChange={(nameTemplate) => actions.setRecipe({ nameTemplate })} />
      <More recipe={recipe} onChange={actions.setRecipe} link={actions.recipeLink} onReset={actions.resetSettings} />
    </section>
  );
}
