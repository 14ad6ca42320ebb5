import { squareVariant, type Variant } from '../../core/recipe.ts';
import { Button } from '../controls/button.tsx';
import { words } from '../words/words.ts';
import { VariantRow } from './variant-row.tsx';
import styles from './variants.module.css';

const text = words.recipe;

/** More than anyone has asked for; each costs a rendering of every image. */
const variantsLimit = 20;

interface VariantsProps {
  variants: readonly Variant[];
  onChange: (variants: readonly Variant[]) => void;
}

/** The sizes one by one. */
export default function Variants({ variants, onChange }: VariantsProps) {
  return (
    <fieldset className={styles.variants}>
      <legend>{text.sizes}</legend>
      <ol>
        {variants.map((variant, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a variant is its place in the recipe, and two may be equal
          <li key={index}>
            <VariantRow
              place={index + 1}
              variant={variant}
              onChange={(change) => onChange(variants.with(index, { ...variant, ...change }))}
              onRemove={variants.length > 1 ? () => onChange(variants.toSpliced(index, 1)) : null}
            />
          </li>
        ))}
      </ol>
      {variants.length < variantsLimit ? (
        <Button weight="quiet" icon="add" onClick={() => onChange([...variants, squareVariant(100)])}>
          {text.addSize}
        </Button>
      ) : null}
    </fieldset>
  );
}
