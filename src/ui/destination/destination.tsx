import { useId, useState } from 'react';
import type { Destination } from '../../app/view.ts';
import { useDraft } from '../controls/draft.ts';
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
  const [shown, choose] = useDraft(destination, onChange);
  const [lastTemplate, setLastTemplate] = useState('');
  const template = shown.kind === 'put' ? shown.template : lastTemplate;
  const change = (next: string) => choose({ kind: 'put', template: next });
  return (
    <section aria-labelledby="destination-title">
      <h2 id="destination-title">{text.title}</h2>
      <div role="radiogroup" aria-label={text.label} className={styles.choices}>
        <Choice
          label={text.zip}
          hint={text.zipHint}
          checked={shown.kind === 'zip'}
          choose={() => {
            setLastTemplate(template);
            choose({ kind: 'zip' });
          }}
        />
        <Choice label={text.put} hint={text.putHint} checked={shown.kind === 'put'} choose={() => change(template)} />
      </div>
      {shown.kind === 'put' ? (
        <Field label={text.template} hint={text.templateHint} className={styles.template}>
          {(ids) => (
            <input
              {...ids}
              type="url"
              value={template}
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
