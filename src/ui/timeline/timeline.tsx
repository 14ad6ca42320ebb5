import { useMemo, useState } from 'react';
import type { App, RunView } from '../../app/view.ts';
import { noTrace, toTotals } from '../../core/trace.ts';
import { Button } from '../controls/button.tsx';
import { isUnderWay } from '../run/settled.ts';
import { useCalm } from '../slice.ts';
import { timelineWords as text } from '../words/timeline.ts';
import { Picture } from './picture.tsx';
import { Summary } from './summary.tsx';
import styles from './timeline.module.css';

/** Numbers that change at every frame cannot be read. */
const calmMs = 500;

/** What was at work when, and what it was good for that it was at the same time. */
export default function Timeline({ app, run }: { app: App; run: RunView }) {
  const [open, setOpen] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const moment = useCalm(run, calmMs);
  const { trace } = app;
  // `moment` is what the totals depend on: a trace is written in place.
  const totals = useMemo(() => toTotals(moment.phase === 'idle' ? noTrace : trace), [moment, trace]);
  const headline = text.headline(totals);
  // Results of an earlier visit: they are still here, what was at work then is not.
  if (totals.sequentialMs === 0 && !isUnderWay(run.phase)) return null;
  return (
    <details className={styles.timeline} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{text.title}</h2> <span className={styles.headline}>{totals.sequentialMs === 0 ? null : headline}</span>
      </summary>
      {open ? (
        <div className={styles.body}>
          <p className={styles.explain}>
            {text.explain(totals)} <small>{text.caution}</small>
          </p>
          <Picture
            {...{ app, trace }}
            live={isUnderWay(run.phase)}
            // What is under way when a run is paused still comes to its end.
            version={run.phase === 'running' ? null : trace.version}
            label={text.chart(headline)}
          />
          {trace.unrecorded > 0 ? <p className={styles.note}>{text.unrecorded(trace.unrecorded)}</p> : null}
          <div className={styles.foot}>
            <Button weight="quiet" icon="table" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {text.asTable}
            </Button>
            <Button weight="quiet" icon="download" title={text.saveHint} onClick={app.actions.downloadTrace}>
              {text.save}
            </Button>
          </div>
          {asTable ? <Summary totals={totals} /> : null}
        </div>
      ) : null}
    </details>
  );
}
