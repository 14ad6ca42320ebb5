import type { Actions, Changes, RunView } from '../../app/view.ts';
import { Button } from '../controls/button.tsx';
import { words } from '../words/words.ts';
import { Bar } from './bar.tsx';
import { Controls } from './controls.tsx';
import { Downloads } from './downloads.tsx';
import { Hosts } from './hosts.tsx';
import { Pace } from './pace.tsx';
import styles from './run.module.css';
import { isUnderWay, settledOf } from './settled.ts';
import { Stages } from './stages.tsx';
import { Tell } from './tell.tsx';

const text = words.run;

interface RunProps {
  run: RunView;
  /** Why no other run can begin now. */
  blocked: string | null;
  actions: Actions;
}

/** How the run goes, and what can be done about it. */
export default function Run({ run, blocked, actions }: RunProps) {
  const underWay = isUnderWay(run.phase);
  return (
    <section className={styles.run} aria-labelledby="run-title" data-phase={run.phase}>
      <h2 id="run-title" className="unseen">
        {text.title}
      </h2>
      <div className={styles.head}>
        <div className={styles.top}>
          {/* Scripts and eyes read it at any time; what is spoken aloud, and when, is the announcer's business. */}
          <p role="status" aria-live="off" aria-label={text.statusLabel} className={styles.status}>
            {text.status(run, settledOf(run))}
          </p>
          <Controls run={run} actions={actions} />
        </div>
        <Bar run={run} />
      </div>
      <div className={styles.body}>
        <Pace run={run} />
        {underWay ? <Stages run={run} /> : null}
        {run.stale === null || underWay ? null : (
          <Stale changes={run.stale} blocked={blocked} onMake={actions.makeChanged} />
        )}
        <div className={styles.ways}>
          <Downloads run={run} actions={actions} />
          <Tell run={run} />
        </div>
        <Hosts hosts={run.hosts} />
      </div>
    </section>
  );
}

interface StaleProps {
  changes: Changes;
  blocked: string | null;
  onMake: () => void;
}

/** What is on the page is not what the settings say: the way to have it so, and what it takes. */
function Stale({ changes, blocked, onMake }: StaleProps) {
  return (
    <div className={styles.stale} role="status" aria-label={text.staleLabel}>
      <p>
        {text.stale} {blocked ?? text.changes(changes)}
      </p>
      <Button disabled={blocked !== null} onClick={onMake}>
        {text.makeChanged(changes)}
      </Button>
    </div>
  );
}
