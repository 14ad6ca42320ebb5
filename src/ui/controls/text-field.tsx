import { type ComponentProps, useState } from 'react';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  value: string;
  onChange: (value: string) => void;
}

/** One line of text. While it is edited it belongs to the person, whatever the app answers meanwhile. */
export function TextField({ value, onChange, type = 'text', ...rest }: TextFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <input
      {...rest}
      type={type}
      spellCheck={false}
      autoComplete="off"
      value={draft ?? value}
      onChange={(event) => {
        setDraft(event.target.value);
        onChange(event.target.value);
      }}
      onBlur={() => setDraft(null)}
    />
  );
}
