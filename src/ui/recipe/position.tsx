import type { Fit, Position, Variant } from '../../core/recipe.ts';
import { Field } from '../controls/field.tsx';
import { Select } from '../controls/select.tsx';
import { words } from '../words/words.ts';

const text = words.recipe;

type Named = Extract<Position, string>;

const names = Object.keys(text.positions) as Named[];

/** What can be said of this fit: where nothing is cut off, the pixels have no say. */
function positionsOf(fit: 'cover' | 'contain'): readonly Named[] {
  return fit === 'cover' ? names : names.filter((name) => name !== 'attention' && name !== 'entropy');
}

/** A change of fit takes along a position that the new fit does not have. */
export function withFit(fit: Fit, position: Position): Partial<Variant> {
  const isLost = fit === 'contain' && (position === 'attention' || position === 'entropy');
  return isLost ? { fit, position: 'centre' } : { fit };
}

interface PositionFieldProps {
  fit: 'cover' | 'contain';
  position: Position;
  className: string | undefined;
  onChange: (position: Position) => void;
}

/** Which part of a picture is kept, or where it sits. A focal point, as a link may bring one, is kept until another is chosen. */
export function PositionField({ fit, position, className, onChange }: PositionFieldProps) {
  const point = typeof position === 'object' ? [{ value: '', label: text.focalPoint(position.x, position.y) }] : [];
  const known = positionsOf(fit);
  return (
    <Field label={text.position} hint={text.positionHints[fit]} className={className ?? ''}>
      {(ids) => (
        <Select
          {...ids}
          value={typeof position === 'object' ? '' : position}
          options={[...point, ...known.map((value) => ({ value, label: text.positions[value] }))]}
          onChange={(value) => onChange(known.find((name) => name === value) ?? position)}
        />
      )}
    </Field>
  );
}
