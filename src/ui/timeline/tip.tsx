import type { ItemRow } from '../../app/view.ts';
import { durationMs, outcomes } from '../../core/trace.ts';
import { timelineWords as text } from '../words/words.ts';
import type { Hit } from './chart.ts';
import styles from './timeline.module.css';

/** What the pointer is on: image, stage, how long it took. Stands beside the pointer, on the side with more room. */
export function Tip({ hit: { lane, span, x, y }, nowMs, row }: { hit: Hit; nowMs: number; row: ItemRow }) {
  const underWay = span < 0;
  const startMs = (underWay ? lane.current?.startMs : lane.startMs[span]) ?? nowMs;
  const took = underWay ? nowMs - startMs : durationMs(lane, span);
  const outcome = underWay ? 'done' : (outcomes[lane.outcome[span] ?? 0] ?? 'done');
  return (
    <div
      className={styles.tip}
      data-stage={lane.stage}
      style={{ '--x': `${x}px`, '--y': `${y}px` } as React.CSSProperties}
    >
      <strong>{row.stem}</strong>
      <span>
        {text.verbs[lane.stage]}: {text.took(took, underWay)}
        {outcome === 'done' ? '' : `, ${text.outcomes[outcome]}`}
      </span>
      <small>
        {text.began(startMs)}
        {row.host === '' ? '' : ` · ${row.host}`}
      </small>
    </div>
  );
}
