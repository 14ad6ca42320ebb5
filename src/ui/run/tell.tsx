import type { RunView } from '../../app/view.ts';
import { words } from '../words/words.ts';
import styles from './run.module.css';
import { isUnderWay } from './settled.ts';
import { canTell, useTelling } from './telling.ts';

const text = words.run;

/** Offers to tell the end of the run. It stays there between runs, unseen: what was chosen holds for the next one too. */
export function Tell({ run }: { run: RunView }) {
  const { telling, set } = useTelling(run);
  if (!canTell || !isUnderWay(run.phase)) return null;
  return (
    <div className={styles.tell}>
      <label>
        <input type="checkbox" checked={telling === 'on'} onChange={(event) => set(event.target.checked)} />
        {text.tell}
      </label>
      <p aria-live="polite">{telling === 'denied' ? text.tellDenied : ''}</p>
    </div>
  );
}
