import { useEffect, useRef } from 'react';
import { Button } from '../controls/button.tsx';
import { words } from '../words/words.ts';
import styles from './help.module.css';

const text = words.shortcuts;

const keys: readonly { keys: readonly string[]; does: string }[] = [
  { keys: [`${text.control} / ⌘`, 'Enter'], does: text.make },
  { keys: [`${text.control} / ⌘`, 'V'], does: text.paste },
  { keys: [text.space], does: text.pause },
  { keys: ['/'], does: text.filter },
  { keys: ['←', '↑', '↓', '→'], does: text.arrows },
  { keys: ['Enter'], does: text.open },
  { keys: ['Esc'], does: text.escape },
  { keys: ['?'], does: text.help },
];

/** All keys at a glance. */
export default function Help({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.help} aria-labelledby="help-title" onClose={onClose}>
      <div>
        <h2 id="help-title">{text.title}</h2>
        <Button weight="quiet" icon="close" label={text.close} onClick={() => dialog.current?.close()} />
      </div>
      <dl>
        {keys.map((each) => (
          <div key={each.does}>
            <dt>
              {each.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{each.does}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
