import { useEffect, useRef } from 'react';
import type { App, ItemRow } from '../../app/view.ts';
import type { Made } from '../../core/item.ts';
import { Button } from '../controls/button.tsx';
import { CopyButton } from '../controls/copy-button.tsx';
import { explain } from '../words/failure.ts';
import { words } from '../words/words.ts';
import styles from './detail.module.css';
import { Facts } from './facts.tsx';
import { Output } from './output.tsx';
import { State, shortName } from './row.tsx';

const text = words.detail;

interface DetailProps {
  app: App;
  row: ItemRow;
  /** The shown items, for going on to the next. */
  ids: readonly number[];
  onMove: (id: number) => void;
  onClose: () => void;
}

/** Everything about one item, at the side of the table. */
export function Detail({ app, row, ids, onMove, onClose }: DetailProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const place = ids.indexOf(row.id);
  const previous = ids[place - 1];
  const next = ids[place + 1];
  const name = shortName(row.origin);
  const move = (id: number | undefined) => {
    if (id !== undefined) onMove(id);
  };
  return (
    <dialog
      ref={dialog}
      className={styles.detail}
      aria-label={text.label(name)}
      onClose={onClose}
      onKeyDown={({ key }) => {
        if (key === 'ArrowLeft') move(previous);
        if (key === 'ArrowRight') move(next);
      }}
    >
      <header>
        <h2>{name}</h2>
        <Button
          weight="quiet"
          icon="previous"
          label={text.previous}
          aria-disabled={previous === undefined}
          onClick={() => move(previous)}
        />
        <Button
          weight="quiet"
          icon="next"
          label={text.next}
          aria-disabled={next === undefined}
          onClick={() => move(next)}
        />
        <Button weight="quiet" icon="close" label={text.close} onClick={() => dialog.current?.close()} />
      </header>
      <div className={styles.body}>
        <p className={styles.origin}>{row.origin}</p>
        <div className={styles.ways}>
          <State state={row.state} />
          <CopyButton
            label={row.host === '' ? text.copyName : text.copy}
            copied={text.copied}
            content={() => row.origin}
          />
          {row.state.tag === 'failed' ? (
            <Button icon="retry" onClick={() => app.actions.retryFailed([row.id])}>
              {text.retry}
            </Button>
          ) : null}
        </div>
        {'failure' in row.state ? <Reason failure={explain(row.state.failure)} /> : null}
        <Facts row={row} trace={app.trace} />
        <Outputs app={app} id={row.id} made={'made' in row.state ? row.state.made : null} />
      </div>
    </dialog>
  );
}

function Reason({ failure: { what, todo } }: { failure: { what: string; todo: string } }) {
  return (
    <div className={styles.reason}>
      <h3>{what}</h3>
      <p>{todo}</p>
    </div>
  );
}

function Outputs({ app, id, made }: { app: App; id: number; made: Made | null }) {
  if (made === null) return <p className={styles.soft}>{text.none}</p>;
  return (
    <>
      <div>
        <h3>{text.thumbnails}</h3>
        <p className={styles.soft}>{text.thumbnailsHint}</p>
      </div>
      <ul className={styles.outputs}>
        {made.outputs.map((output, index) => (
          <Output key={output.name} items={app.items} id={id} index={index} made={made} output={output} />
        ))}
      </ul>
    </>
  );
}
