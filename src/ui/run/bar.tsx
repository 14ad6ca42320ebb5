import type { RunView } from '../../app/view.ts';
import { words } from '../words/words.ts';
import styles from './run.module.css';
import { settledOf } from './settled.ts';

const parts = ['done', 'failed', 'skipped', 'cancelled'] as const;

/** The run as one bar; what failed shows as its own part of it. */
export function Bar({ run }: { run: RunView }) {
  const settled = settledOf(run);
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={words.run.progress}
      aria-valuemin={0}
      aria-valuemax={run.total}
      aria-valuenow={settled}
    >
      {parts.map((part) => (
        <span
          key={part}
          data-part={part}
          style={{ width: `${run.total === 0 ? 0 : (100 * run.counts[part]) / run.total}%` }}
        />
      ))}
    </div>
  );
}
