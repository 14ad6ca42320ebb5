import { sideLimit } from '../../core/plan.ts';
import type { Fit, Variant } from '../../core/recipe.ts';
import { Button } from '../controls/button.tsx';
import { Field } from '../controls/field.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { Select } from '../controls/select.tsx';
import { words } from '../words/words.ts';
import { formatOptions, parseFormatChoice } from './encoding.tsx';
import { PositionField, withFit } from './position.tsx';
import styles from './variants.module.css';

const text = words.recipe;

const fits = Object.entries(text.fits).map(([value, label]) => ({ value, label }));

const ownFormats = [{ value: '', label: text.same }, ...formatOptions];

function parseFit(value: string): Fit {
  return (Object.keys(text.fits) as Fit[]).find((fit) => fit === value) ?? 'inside';
}

interface VariantRowProps {
  /** From 1. */
  place: number;
  variant: Variant;
  onChange: (change: Partial<Variant>) => void;
  /** `null` for the last one left. */
  onRemove: (() => void) | null;
}

/** One size. The labels avoid the words of the recipe's own `Format` and `Quality`, so that those names stay unique. */
export function VariantRow({ place, variant, onChange, onRemove }: VariantRowProps) {
  const { width, height, fit, position, limitBytes } = variant;
  const hasBox = width !== null && height !== null;
  return (
    <fieldset className={styles.row}>
      <legend>{text.size(place)}</legend>
      <Field label={text.width} className={styles.narrow}>
        {(ids) => (
          <NumberField
            {...ids}
            {...{ value: width, min: 1, max: sideLimit, optional: height !== null, placeholder: text.any }}
            onChange={(value) => onChange({ width: value })}
          />
        )}
      </Field>
      <Field label={text.height} className={styles.narrow}>
        {(ids) => (
          <NumberField
            {...ids}
            {...{ value: height, min: 1, max: sideLimit, optional: width !== null, placeholder: text.any }}
            onChange={(value) => onChange({ height: value })}
          />
        )}
      </Field>
      <Field label={text.fit} className={styles.wide}>
        {(ids) => (
          <Select
            {...ids}
            value={fit}
            options={fits}
            onChange={(value) => onChange(withFit(parseFit(value), position))}
          />
        )}
      </Field>
      <Field label={text.saveAs} className={styles.narrow}>
        {(ids) => (
          <Select
            {...ids}
            value={variant.format ?? ''}
            options={ownFormats}
            onChange={(value) => onChange({ format: parseFormatChoice(value) })}
          />
        )}
      </Field>
      <Field label={text.level} className={styles.narrow}>
        {(ids) => (
          <NumberField
            {...ids}
            {...{ value: variant.quality, min: 1, max: 100, optional: true, placeholder: text.same }}
            onChange={(quality) => onChange({ quality })}
          />
        )}
      </Field>
      <Field label={text.bound} className={styles.narrow}>
        {(ids) => (
          <NumberField
            {...ids}
            {...{ min: 1, max: 100_000, optional: true, placeholder: text.none }}
            value={limitBytes === null ? null : Math.round(limitBytes / 1000)}
            onChange={(kilobytes) => onChange({ limitBytes: kilobytes === null ? null : kilobytes * 1000 })}
          />
        )}
      </Field>
      {hasBox ? <p className={styles.hint}>{text.fitHints[fit]}</p> : null}
      {hasBox && (fit === 'cover' || fit === 'contain') ? (
        <PositionField
          fit={fit}
          position={position}
          className={styles.whole}
          onChange={(chosen) => onChange({ position: chosen })}
        />
      ) : null}
      {onRemove === null ? null : (
        <Button
          weight="quiet"
          icon="close"
          className={styles.remove}
          label={text.removeSize(place)}
          onClick={onRemove}
        />
      )}
    </fieldset>
  );
}
