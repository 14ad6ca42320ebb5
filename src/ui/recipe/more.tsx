import type { Recipe } from '../../core/recipe.ts';
import { Button } from '../controls/button.tsx';
import { Checkbox } from '../controls/checkbox.tsx';
import { CopyButton } from '../controls/copy-button.tsx';
import { Field } from '../controls/field.tsx';
import { Select } from '../controls/select.tsx';
import { words } from '../words/words.ts';
import styles from './recipe.module.css';

const text = words.recipe;

const animations = [
  { value: 'first-frame', label: text.firstFrame },
  { value: 'keep', label: text.keep },
];

interface MoreProps {
  recipe: Recipe;
  onChange: (change: Partial<Recipe>) => void;
  link: () => string;
  onReset: () => void;
}

/** What most people never need to touch. */
export function More({ recipe, onChange, link, onReset }: MoreProps) {
  const { variants, background, animation } = recipe;
  return (
    <details className={styles.more}>
      <summary>{text.more}</summary>
      <div>
        <Checkbox
          label={text.neverEnlarge}
          checked={variants.every((variant) => !variant.enlarge)}
          onChange={(never) => onChange({ variants: variants.map((variant) => ({ ...variant, enlarge: !never })) })}
        />
        <Field label={text.animation}>
          {(ids) => (
            <Select
              {...ids}
              value={animation}
              options={animations}
              onChange={(value) => onChange({ animation: value === 'keep' ? 'keep' : 'first-frame' })}
            />
          )}
        </Field>
        <Field label={text.background} hint={text.backgroundHint}>
          {(ids) => (
            <input
              {...ids}
              type="color"
              value={background}
              onChange={(event) => onChange({ background: event.target.value })}
            />
          )}
        </Field>
        <div className={styles.link}>
          <CopyButton label={text.copyLink} copied={text.linkCopied} content={link} />
          <p>{text.copyLinkHint}</p>
        </div>
        <Button weight="quiet" onClick={onReset}>
          {text.reset}
        </Button>
      </div>
    </details>
  );
}
