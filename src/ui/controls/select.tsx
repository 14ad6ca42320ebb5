import type { ComponentProps } from 'react';
import { useDraft } from './draft.ts';

interface SelectProps extends Omit<ComponentProps<'select'>, 'onChange' | 'value' | 'children'> {
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** A native select. */
export function Select({ value, options, onChange, ...rest }: SelectProps) {
  const [shown, choose] = useDraft(value, onChange);
  return (
    <select {...rest} value={shown} onChange={(event) => choose(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
