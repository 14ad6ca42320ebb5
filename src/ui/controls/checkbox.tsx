import { useId } from 'react';
import styles from './checkbox.module.css';
import { useDraft } from './draft.ts';

interface CheckboxProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A yes or no with its words beside it. */
export function Checkbox({ label, checked, onChange }: CheckboxProps) {
  const id = useId();
  const [shown, choose] = useDraft(checked, onChange);
  return (
    <div className={styles.checkbox}>
      <input id={id} type="checkbox" checked={shown} onChange={(event) => choose(event.target.checked)} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}
