import type { FormatChoice, Recipe } from '../../core/recipe.ts';
import { formats } from '../../formats/index.ts';
import { Field } from '../controls/field.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { Select } from '../controls/select.tsx';
import { words } from '../words/words.ts';
import styles from './recipe.module.css';

const text = words.recipe;

/** What the page offers: everything that can be made of a still picture. GIF comes only from animations. */
export const formatOptions: readonly { value: FormatChoice; label: string }[] = [
  { value: 'auto', label: text.auto },
  ...Object.values(formats)
    .filter(({ id }) => id !== 'gif')
    .map(({ id, label }) => ({ value: id, label })),
];

/** The option's own value: a select hands out text. */
export function parseFormatChoice(value: string): FormatChoice | null {
  return formatOptions.find((option) => option.value === value)?.value ?? null;
}

/** Format and quality of every variant that does not say otherwise. */
export function Encoding({ recipe, onChange }: { recipe: Recipe; onChange: (change: Partial<Recipe>) => void }) {
  const { format, quality } = recipe;
  const lossless = format !== 'auto' && formats[format].quality === null;
  const defaultQuality = format === 'auto' ? formats.jpeg.quality : formats[format].quality;
  return (
    <div className={styles.encoding}>
      <Field label={text.format} hint={format === 'auto' ? text.autoHint : undefined}>
        {(ids) => (
          <Select
            {...ids}
            value={format}
            options={formatOptions}
            onChange={(value) => onChange({ format: parseFormatChoice(value) ?? 'auto' })}
          />
        )}
      </Field>
      <Field label={text.quality} hint={lossless ? text.qualityNone : text.qualityHint}>
        {(ids) => (
          <NumberField
            {...ids}
            value={quality}
            min={1}
            max={100}
            optional
            placeholder={defaultQuality === null ? '' : `${defaultQuality.defaultValue}`}
            onChange={(value) => onChange({ quality: value })}
          />
        )}
      </Field>
    </div>
  );
}
