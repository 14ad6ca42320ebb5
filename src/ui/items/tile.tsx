// biome-ignore-all lint/a11y/useSemanticElements: table elements cannot be virtual rows or tiles; the roles say it
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and points with aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid opens the current row with Enter
import { memo } from 'react';
import { explain } from '../words/failure.ts';
import { words } from '../words/words.ts';
import styles from './grid.module.css';
import { type OneProps, State, shortName } from './row.tsx';
import { Thumbnail } from './thumbnail.tsx';

const text = words.items;

/** One item as a picture with its name. The same row of the same grid, told in fewer cells. */
export const Tile = memo(function Tile({ app, id, listLine, origin, state, onOpen, ...place }: OneProps) {
  const failed = state.tag === 'failed' || state.tag === 'skipped';
  return (
    <div
      role="row"
      id={place.domId}
      aria-rowindex={place.rowIndex}
      data-current={place.current}
      data-state={state.tag}
      className={styles.tile}
      title={`${text.columns.line} ${listLine}: ${origin}`}
      onClick={() => onOpen(id)}
    >
      <span role="gridcell" className={styles.frame}>
        {failed ? (
          <span className={styles.reason}>{explain(state.failure).what}</span>
        ) : (
          <Thumbnail items={app.items} id={id} made={'made' in state ? state.made : null} sizePx={136} />
        )}
      </span>
      <span role="gridcell" className={styles.caption}>
        {shortName(origin)}
      </span>
      <span role="gridcell">
        <State state={state} />
      </span>
    </div>
  );
});
