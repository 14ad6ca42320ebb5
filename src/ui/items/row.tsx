// biome-ignore-all lint/a11y/useSemanticElements: table elements cannot be virtual rows or tiles; the roles say it
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and points with aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid opens the current row with Enter
import { memo } from 'react';
import type { App } from '../../app/view.ts';
import { type ItemState, isFate } from '../../core/item.ts';
import { Button } from '../controls/button.tsx';
import { explain } from '../words/failure.ts';
import { words } from '../words/words.ts';
import styles from './grid.module.css';
import { Thumbnail } from './thumbnail.tsx';

const text = words.items;

export interface OneProps {
  app: App;
  id: number;
  listLine: number;
  origin: string;
  state: ItemState;
  /** In the grid, from 1; the head is 1. */
  rowIndex: number;
  domId: string;
  /** Whether the keyboard's cursor is here. */
  current: boolean;
  onOpen: (id: number) => void;
}

/** The last part of a URL's path, or the file's name. */
export function shortName(origin: string): string {
  const path = origin.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** One item as a line of the table. Renders again only if its own state changed. */
export const Row = memo(function Row({ app, id, listLine, origin, state, onOpen, ...place }: OneProps) {
  const name = shortName(origin);
  return (
    <div
      role="row"
      id={place.domId}
      aria-rowindex={place.rowIndex}
      data-current={place.current}
      data-state={state.tag}
      className={styles.row}
      onClick={() => onOpen(id)}
    >
      <span role="gridcell" className={styles.number}>
        {listLine}
      </span>
      <span role="gridcell" className={styles.picture}>
        <Thumbnail items={app.items} id={id} made={'made' in state ? state.made : null} sizePx={44} />
      </span>
      <span role="gridcell" className={styles.origin}>
        <strong>{name}</strong>
        {name === origin ? null : <span>{origin}</span>}
      </span>
      <span role="gridcell" className={styles.state}>
        <State state={state} />
      </span>
      <span role="gridcell" className={styles.result}>
        <Outcome state={state} />
        {state.tag === 'failed' ? (
          <Button
            weight="quiet"
            icon="retry"
            label={text.retryOne}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              app.actions.retryFailed([id]);
            }}
          />
        ) : null}
      </span>
    </div>
  );
});

/** The state in a word. */
export function State({ state }: { state: ItemState }) {
  return (
    <span className={styles.tag} data-state={state.tag}>
      {text.states[state.tag]}
    </span>
  );
}

/** What came of it so far. */
function Outcome({ state }: { state: ItemState }) {
  if (state.tag === 'failed' || state.tag === 'skipped') {
    const { what, todo } = explain(state.failure);
    return (
      <span className={styles.reason}>
        {what} <span>{todo}</span>
      </span>
    );
  }
  if (!isFate(state) && state.attempt > 1) return <span>{text.attempt(state.attempt)}</span>;
  if (!('made' in state) || state.made === null) return <span />;
  const { outputs } = state.made;
  return (
    <span>
      {text.made(
        outputs.length,
        outputs.reduce((sum, { byteLength }) => sum + byteLength, 0),
      )}
    </span>
  );
}
