import type { CSSProperties } from 'react';
import type { ItemsView } from '../../app/view.ts';
import { durationMs, outcomes } from '../../core/trace.ts';
import { timelineWords as text } from '../words/timeline.ts';
import type { Hit } from './chart.ts';
import styles from './timeline.module.css';

interface TipProps {
  hit: Hit;
  nowMs: number;
  items: ItemsView;
}

/** What the pointer is on: the image, what was done with it, how long that took. */
export function Tip({ hit: { lane, span, x, y }, nowMs, items }: TipProps) {
  const underWay = span < 0;
  // What was under way when the pointer came may have ended by now; then it is the last on record.
  const at = underWay && lane.current === null ? lane.count - 1 : span;
  const item = (at < 0 ? lane.current?.item : lane.item[at]) ?? 0;
  if (item >= items.count) return null;
  const { stem, host } = items.row(item);
  const startMs = (at < 0 ? lane.current?.startMs : lane.startMs[at]) ?? nowMs;
  const tookMs = at < 0 ? nowMs - startMs : durationMs(lane, at);
  const outcome = at < 0 ? 'done' : (outcomes[lane.outcome[at] ?? 0] ?? 'done');
  return (
    <div className={styles.tip} style={{ '--x': `${x}px`, '--y': `${y}px` } as CSSProperties}>
      <strong>{stem}</strong>
      <span>
        {text.verbs[lane.stage]}: {text.took(tookMs, at < 0)}
        {outcome === 'done' ? '' : `, ${text.outcomes[outcome]}`}
      </span>
      <small>
        {text.began(startMs)}
        {host === '' ? '' : ` · ${host}`}
      </small>
    </div>
  );
}
