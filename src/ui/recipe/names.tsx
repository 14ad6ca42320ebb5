import { useMemo } from 'react';
import type { ListView } from '../../app/view.ts';
import { parseList } from '../../core/list.ts';
import { outputName } from '../../core/name.ts';
import { planJob } from '../../core/plan.ts';
import { formatChoice, type Recipe, resolveFormat } from '../../core/recipe.ts';
import { Field } from '../controls/field.tsx';
import { TextField } from '../controls/text-field.tsx';
import { words } from '../words/words.ts';
import styles from './recipe.module.css';

const text = words.recipe;

/** Names shown, and the characters of the list that are read for them. */
const namesLimit = 5;
const headLimit = 4000;

const example = 'https://example.com/harbour.jpg\nhttps://example.com/rooftops.jpg';

/** The whole lines at the beginning: earlier lines keep their names whatever follows. */
function headOf(text: string): string {
  const head = text.slice(0, headLimit);
  return head.length < text.length ? head.slice(0, head.lastIndexOf('\n') + 1) : head;
}

/** The first output names, as the run will give them; an opaque picture is assumed where the format depends on it. */
function firstNames(recipe: Recipe, head: string, files: ListView['files']): readonly string[] {
  const given = planJob(parseList(head), files.slice(0, namesLimit), recipe).items;
  const items = given.length > 0 ? given : planJob(parseList(example), [], recipe).items;
  const names = items.slice(0, namesLimit).flatMap(({ stem }) =>
    recipe.variants.map((variant, index) => {
      const format = resolveFormat(formatChoice(recipe, variant), { alpha: false, animated: false });
      return outputName(recipe, stem, index, format);
    }),
  );
  return names.slice(0, namesLimit);
}

interface NamesProps {
  recipe: Recipe;
  list: ListView;
  onChange: (nameTemplate: string) => void;
}

/** What the files are called, and what that comes to. */
export function Names({ recipe, list, onChange }: NamesProps) {
  const { files } = list;
  const head = headOf(list.text);
  const names = useMemo(() => firstNames(recipe, head, files), [recipe, head, files]);
  return (
    <div className={styles.names}>
      <Field label={text.names} hint={text.namesHint}>
        {(ids) => <TextField {...ids} value={recipe.nameTemplate} onChange={onChange} />}
      </Field>
      <ul aria-label={text.firstNames}>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </div>
  );
}
