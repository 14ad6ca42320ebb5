// biome-ignore-all lint/a11y/useSemanticElements: table elements cannot be virtual rows or tiles; the roles say it
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and points with aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid opens the current row with Enter
import { type KeyboardEvent, type Ref, useId, useMemo, useRef, useState } from 'react';
import { WindowVirtualizer, type WindowVirtualizerHandle } from 'virtua';
import type { App, RunView } from '../../app/view.ts';
import { Button } from '../controls/button.tsx';
import { words } from '../words/words.ts';
import styles from './grid.module.css';
import { type Layout, moveCursor, useColumns, useLineHeight } from './layout.ts';
import { lookAt } from './look.ts';
import { Row } from './row.tsx';
import { Tile } from './tile.tsx';

const text = words.items;

/**
 * Up to here every row is in the document, where the browser's own search finds it; above, only those in sight: each
 * takes most of a millisecond to put there, and that at once.
 */
const plainLimit = 60;

interface GridProps {
  ref: Ref<HTMLDivElement>;
  app: App;
  run: RunView;
  ids: readonly number[];
  layout: Layout;
  onOpen: (id: number) => void;
  onShowAll: () => void;
}

/** The items, one row each, in either layout. One tab stop: the arrows move a cursor inside. */
export function Grid({ ref, app, ids, layout, onOpen, onShowAll }: GridProps) {
  const place = useRef<HTMLDivElement>(null);
  const virtual = useRef<WindowVirtualizerHandle>(null);
  const [cursor, setCursor] = useState(0);
  const columns = useColumns(place, layout);
  const lineHeight = useLineHeight(place);
  const isPlain = ids.length <= plainLimit;
  const prefix = useId();
  const at = Math.min(cursor, ids.length - 1);
  const lineCount = columns === 0 ? 0 : Math.ceil(ids.length / columns);
  const lines = useMemo(() => Array.from({ length: lineCount }, (_, line) => line), [lineCount]);

  const goTo = (index: number) => {
    setCursor(index);
    // One step ahead is always in the document; what is not is far away, and best seen amid its neighbours.
    const near = document.getElementById(`${prefix}${index}`);
    if (near === null) virtual.current?.scrollToIndex(Math.floor(index / columns), { align: 'center' });
    else near.scrollIntoView({ block: 'nearest' });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const to = moveCursor(event.key, at, ids.length, columns);
    const id = ids[at];
    if (to !== null) goTo(to);
    else if ((event.key === 'Enter' || event.key === ' ') && id !== undefined) onOpen(id);
    else return;
    event.preventDefault();
  };

  const One = layout === 'table' ? Row : Tile;
  const line = (number: number) => (
    <div key={number} className={styles.line} role="none">
      {ids.slice(number * columns, (number + 1) * columns).map((id, column) => {
        const index = number * columns + column;
        const row = lookAt(app.items, id);
        return row === null ? null : (
          <One
            key={id}
            {...{ app, id, onOpen }}
            listLine={row.line}
            origin={row.origin}
            state={row.state}
            domId={`${prefix}${index}`}
            rowIndex={index + 2}
            current={index === at}
          />
        );
      })}
    </div>
  );

  return (
    <div
      ref={ref}
      role="grid"
      aria-label={text.title}
      aria-rowcount={ids.length + 1}
      aria-colcount={5}
      aria-activedescendant={ids.length === 0 ? undefined : `${prefix}${at}`}
      aria-description={text.keys}
      tabIndex={0}
      className={styles.grid}
      data-layout={layout}
      onKeyDown={onKeyDown}
    >
      <Head />
      <div ref={place} role="rowgroup" className={styles.body} data-columns={columns}>
        {isPlain || lineHeight === 0 ? (
          lines.slice(0, isPlain ? plainLimit : 1).map(line)
        ) : (
          <WindowVirtualizer ref={virtual} data={lines} itemSize={lineHeight}>
            {line}
          </WindowVirtualizer>
        )}
      </div>
      {ids.length === 0 ? (
        <p className={styles.nothing}>
          {text.nothing}
          <Button weight="quiet" onClick={onShowAll}>
            {text.showAll}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

function Head() {
  const { line, picture, origin, state, result } = text.columns;
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        {[line, picture, origin, state, result].map((column) => (
          <span key={column} role="columnheader">
            {column}
          </span>
        ))}
      </div>
    </div>
  );
}
