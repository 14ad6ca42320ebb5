import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { App, ItemsView } from '../../app/view.ts';
import type { Trace } from '../../core/trace.ts';
import { Button } from '../controls/button.tsx';
import { timelineWords as text } from '../words/words.ts';
import { type Chart, createChart, type Hit } from './chart.ts';
import { listen } from './gestures.ts';
import { inkNames } from './inks.ts';
import styles from './timeline.module.css';
import { Tip } from './tip.tsx';

/** The canvas and what is done with it. */
export function Picture({ app, trace, live, label }: { app: App; trace: Trace; live: boolean; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = useRef<HTMLDivElement>(null);
  const [needle, setNeedle] = useState('');
  const [hit, setHit] = useState<Hit | null>(null);
  const chart = useChart(canvas, palette, trace, app.items, setHit);
  const found = useMemo(
    () => (needle.trim() === '' ? null : app.items.select({ tags: [], host: null, text: needle })),
    [needle, app.items],
  );
  useEffect(() => chart.current?.setLive(live), [chart, live]);
  useEffect(() => chart.current?.setShown(found === null ? null : toMask(found, app.items.count)), [chart, found, app]);
  return (
    <>
      <div className={styles.tools}>
        <Legend />
        <input
          type="search"
          aria-label={text.find}
          placeholder={text.findPlaceholder}
          value={needle}
          onChange={(event) => setNeedle(event.target.value)}
        />
        <div className={styles.zoom}>
          <Button weight="quiet" label={text.zoomOut} onClick={() => chart.current?.zoom(1 / 2)}>
            −
          </Button>
          <Button weight="quiet" label={text.zoomIn} onClick={() => chart.current?.zoom(2)}>
            +
          </Button>
          <Button weight="quiet" onClick={() => chart.current?.fit()}>
            {text.fit}
          </Button>
        </div>
        <p className="unseen" role="status">
          {found === null ? '' : text.found(found.length)}
        </p>
      </div>
      <div className={styles.place}>
        <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} tabIndex={0} />
        <div ref={palette} className={styles.palette} hidden>
          {inkNames.map((name) => (
            <i key={name} style={{ color: `var(--${name})` }} />
          ))}
        </div>
        {hit === null ? null : <Tip hit={hit} nowMs={trace.nowMs()} row={app.items.row(itemOf(hit))} />}
      </div>
      <p className={styles.note}>{text.hint}</p>
    </>
  );
}

/** A chart for as long as the trace is the same. */
function useChart(
  canvas: RefObject<HTMLCanvasElement | null>,
  palette: RefObject<HTMLElement | null>,
  trace: Trace,
  items: ItemsView,
  onHit: (hit: Hit | null) => void,
): RefObject<Chart | null> {
  const chart = useRef<Chart>(null);
  useEffect(() => {
    if (canvas.current === null || palette.current === null) return;
    const nameOf = (item: number) => (item < items.count ? items.row(item).stem : '');
    const { titleOf, momentOf } = text;
    const made = createChart({
      ...{ canvas: canvas.current, palette: palette.current, trace, onHit },
      words: { nameOf, titleOf, momentOf },
    });
    chart.current = made;
    const leave = listen(canvas.current, made);
    return () => {
      leave();
      made.close();
      chart.current = null;
    };
  }, [canvas, palette, trace, items, onHit]);
  return chart;
}

/** What the colours mean. */
function Legend() {
  const { open, render, deliver } = text.verbs;
  const entries = { open, render, deliver, failed: text.failed, cancelled: text.cancelled };
  return (
    <ul className={styles.legend} aria-label={text.legend}>
      {Object.entries(entries).map(([ink, name]) => (
        <li key={ink}>
          <span data-ink={ink} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function itemOf({ lane, span }: Hit): number {
  return (span < 0 ? lane.current?.item : lane.item[span]) ?? 0;
}

function toMask(ids: readonly number[], count: number): Uint8Array {
  const mask = new Uint8Array(count);
  for (const id of ids) mask[id] = 1;
  return mask;
}
