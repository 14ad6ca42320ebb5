import type { RunView } from '../../app/view.ts';
import { useCalm } from '../slice.ts';
import { words } from '../words/words.ts';
import styles from './stages.module.css';

const text = words.run;

const stages = ['open', 'render', 'deliver'] as const;

/** A bottleneck that changes its name ten times a second tells nothing. */
const calmMs = 1500;

/** How far each stage is, how busy, and which one holds up the others. */
export function Stages({ run }: { run: RunView }) {
  const bottleneck = useCalm(run.bottleneck, calmMs);
  return (
    <div className={styles.flow}>
      <ol className={styles.stages}>
        {stages.map((name) => {
          const { active, width, passed } = run.stages[name];
          return (
            <li key={name}>
              <h3>{text.stages[name]}</h3>
              <p>
                {text.stagePassed(passed)} · {text.stageNow(active, width)}
              </p>
              <Meter passed={passed} active={active} total={run.total} />
            </li>
          );
        })}
      </ol>
      <p className={styles.bottleneck}>{text.bottleneck[bottleneck]}</p>
    </div>
  );
}

/** A picture of the words above it. */
function Meter({ passed, active, total }: { passed: number; active: number; total: number }) {
  const percent = (part: number) => `${total === 0 ? 0 : Math.min(100, (100 * part) / total)}%`;
  return (
    <div className={styles.meter} aria-hidden="true">
      <span data-part="passed" style={{ width: percent(passed) }} />
      <span data-part="active" style={{ width: percent(active) }} />
    </div>
  );
}
