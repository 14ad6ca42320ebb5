import { useId, useState } from 'react';
import type { Destination } from '../../app/view.ts';
import { Field } from '../controls/field.tsx';
import { words } from '../words/words.ts';
import styles from './destination.module.css';

const text = words.destination;

interface DestinationProps {
  destination: Destination;
  onChange: (destination: Destination) => void;
}

/** Where the thumbnails go. The upload's template is kept while another destination is looked at. */
export function DestinationChoice({ destination, onChange }: DestinationProps) {
  const [template, setTemplate] = useState(destination.kind === 'put' ? destination.template : '');
  const shown = destination.kind === 'put' ? destination.template : template;
  const change = (next: string) => {
    setTemplate(next);
    onChange({ kind: 'put', template: next });
  };
  return (
    <section aria-labelledby="destination-title">
      <h2 id="destination-title">{text.title}</h2>
      <div role="radiogroup" aria-label={text.label} className={styles.choices}>
        <Choice
          label={text.zip}
          hint={text.zipHint}
          checked={destination.kind === 'zip'}
          choose={() => onChange({ kind: 'zip' })}
        />
        <Choice
          label={text.put}
          hint={text.putHint}
          checked={destination.kind === 'put'}
          choose={() => onChange({ kind: 'put', template: shown })}
        />
      </div>
      {destination.kind === 'put' ? (
        <Field label={text.template} hint={text.templateHint} className={styles.template}>
          {(ids) => (
            <input
              {...ids}
              type="url"
              value={shown}
              placeholder={text.templatePlaceholder}
              spellCheck={false}
              onChange={(event) => change(event.target.value)}
            />
          )}
        </Field>
      ) : null}
    </section>
  );
}

interface ChoiceProps {
  label: string;
  hint: string;
  checked: boolean;
  choose: () => void;
}

function Choice({ label, hint, checked, choose }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <input
        type="radio"
        name="destination"
        id={id}
        aria-describedby={`${id}-hint`}
        checked={checked}
        onChange={choose}
      />
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`}>{hint}</p>
    </div>
  );
}
