import { memo, useEffect, useRef, useState } from 'react';
import type { App } from '../../app/view.ts';
import type { Trace } from '../../core/trace.ts';
import { Button } from '../controls/button.tsx';
import { timelineWords as text } from '../words/timeline.ts';
import { type Chart, createChart, type Hit } from './chart.ts';
import { listen } from './gestures.ts';
import { inkNames } from './inks.ts';
import { Legend } from './legend.tsx';
import { noFilter } from './sweep.ts';
import styles from './timeline.module.css';
import { Tip } from './tip.tsx';

interface PictureProps {
  app: App;
  trace: Trace;
  /** Whether the run goes on. */
  live: boolean;
  /** The version of the trace that is to be shown; `null` while time goes on, when every frame is another. */
  version: number | null;
  /** What it shows, for those who cannot see it. */
  label: string;
}

/** The canvas and what is done with it. It draws itself: React hears of nothing but what the pointer is on. */
export const Picture = memo(function Picture({ app, trace, live, version, label }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Chart | null>(null);
  const [hit, setHit] = useState<Hit | null>(null);
  const [filter, setFilter] = useState(noFilter);
  const { items } = app;

  useEffect(() => {
    if (canvas.current === null || palette.current === null) return;
    const nameOf = (item: number) => (item < items.count ? items.row(item).stem : '');
    const made = createChart({
      ...{ canvas: canvas.current, palette: palette.current, trace, onHit: setHit },
      words: { nameOf, titleOf: text.titleOf, momentOf: text.momentOf },
    });
    const leave = listen(canvas.current, made);
    setChart(made);
    return () => {
      leave();
      made.close();
      setHit(null);
    };
  }, [trace, items]);
  useEffect(() => chart?.setLive(live, version === null), [chart, live, version]);
  useEffect(() => chart?.setFilter(filter), [chart, filter]);

  return (
    <>
      <div className={styles.tools}>
        <Legend items={items} onChange={setFilter} />
      </div>
      <div className={styles.place}>
        <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} tabIndex={0} />
        <div ref={palette} className={styles.palette} hidden>
          {inkNames.map((name) => (
            <i key={name} style={{ color: `var(--${name})` }} />
          ))}
        </div>
        {hit === null ? null : <Tip hit={hit} nowMs={trace.nowMs()} items={items} />}
      </div>
      <div className={styles.under}>
        <Zoom chart={chart} />
        <p className={styles.note}>{text.hint}</p>
      </div>
    </>
  );
});

function Zoom({ chart }: { chart: Chart | null }) {
  return (
    <div className={styles.zoom}>
      <Button weight="quiet" icon="minus" label={text.zoomOut} onClick={() => chart?.zoom(1 / 2)} />
      <Button weight="quiet" icon="add" label={text.zoomIn} onClick={() => chart?.zoom(2)} />
      <Button weight="quiet" onClick={() => chart?.fit()}>
        {text.fit}
      </Button>
    </div>
  );
}
