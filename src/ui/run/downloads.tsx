import type { Actions, RunView } from '../../app/view.ts';
import { Button } from '../controls/button.tsx';
import { words } from '../words/words.ts';
import styles from './run.module.css';
import { settledOf } from './settled.ts';

const text = words.run;

/** What can be taken away: at any time, and everything there is by then. */
export function Downloads({ run, actions }: { run: RunView; actions: Actions }) {
  const { phase, hasFiles, counts, stale } = run;
  if (!hasFiles && settledOf(run) === 0) return null;
  return (
    <div className={styles.downloads}>
      {hasFiles ? (
        <Button
          weight={phase === 'finished' && stale === null ? 'loud' : 'plain'}
          icon="download"
          onClick={actions.downloadZip}
        >
          {text.downloadZip}
        </Button>
      ) : null}
      <Button icon="download" onClick={actions.downloadReport}>
        {text.downloadReport}
      </Button>
      {counts.failed > 0 ? (
        <Button weight="quiet" icon="download" onClick={actions.downloadFailed}>
          {text.downloadFailed}
        </Button>
      ) : null}
    </div>
  );
}
