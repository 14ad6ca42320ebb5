import { useState } from 'react';

interface NumberFieldProps {
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string | undefined;
  value: number | null;
  min: number;
  max: number;
  placeholder?: string;
  disabled?: boolean;
  /** Whether it may be empty, which means `null`. */
  optional?: boolean;
  onChange: (value: number | null) => void;
}

/** Text → whole number in the range; `undefined` for anything else. */
function parseWhole(text: string, min: number, max: number): number | undefined {
  const value = Number(text);
  return text !== '' && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}

/**
 * A whole number. While it is edited the text is the person's own, half-typed or out of range as it may be; only good
 * values are sent, and on leaving the field it shows the value that holds.
 */
export function NumberField({ value, min, max, optional = false, onChange, ...rest }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const change = (text: string) => {
    setDraft(text);
    const parsed = parseWhole(text, min, max);
    if (parsed !== undefined) onChange(parsed);
    else if (text === '' && optional) onChange(null);
  };
  const good = draft === null || (draft === '' ? optional : parseWhole(draft, min, max) !== undefined);
  return (
    <input
      {...rest}
      type="number"
      inputMode="numeric"
      min={min}
      max={max}
      step={1}
      aria-invalid={!good}
      value={draft ?? value ?? ''}
      onChange={(event) => change(event.target.value)}
      onBlur={() => setDraft(null)}
    />
  );
}
