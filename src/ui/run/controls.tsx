import type { Actions, RunView } from '../../app/view.ts';
import { Button } from '../controls/button.tsx';
import { words } from '../words/words.ts';
import styles from './run.module.css';

const text = words.run;

/** Pause, resume, cancel, retry: those that make sense now. */
export function Controls({ run, actions }: { run: RunView; actions: Actions }) {
  const { phase, counts } = run;
  return (
    <div className={styles.controls}>
      {phase === 'running' ? (
        <Button icon="pause" onClick={actions.pause}>
          {text.pause}
        </Button>
      ) : null}
      {phase === 'paused' ? (
        <Button icon="play" weight="loud" onClick={actions.resume}>
          {text.resume}
        </Button>
      ) : null}
      {phase === 'running' || phase === 'paused' ? (
        <Button icon="close" onClick={actions.cancel}>
          {text.cancel}
        </Button>
      ) : null}
      {phase !== 'cancelling' && counts.failed > 0 ? (
        <Button icon="retry" aria-description={text.retryHint(counts.failed)} onClick={() => actions.retryFailed()}>
          {text.retry}{' '}
          <span className={styles.count} aria-hidden="true">
            {words.quantities.count(counts.failed)}
          </span>
        </Button>
      ) : null}
    </div>
  );
}
