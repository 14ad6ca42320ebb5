import { memo, useRef, useState } from 'react';
import type { App, RunView } from '../../app/view.ts';
import { useSteps } from '../slice.ts';
import { Detail } from './detail.tsx';
import { Failures } from './failures.tsx';
import { type Filter, noFilter, useSelection } from './filter.ts';
import { Grid } from './grid.tsx';
import styles from './items.module.css';
import type { Layout } from './layout.ts';
import { lookAt } from './look.ts';
import { Toolbar } from './toolbar.tsx';

interface ItemsProps {
  app: App;
  run: RunView;
}

/** Every item of the run: why some failed, which to look at, and each in detail. */
const Items = memo(function Items({ app, run }: ItemsProps) {
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [layout, setLayout] = useState<Layout>('table');
  const [opened, setOpened] = useState<number | null>(null);
  const ids = useSelection(app.items, run, filter);
  const row = opened === null ? null : lookAt(app.items, opened);
  const grid = useRef<HTMLDivElement>(null);
  const hasRoom = useSteps(true, 1) === 1;
  return (
    <div className={styles.items}>
      <Failures app={app} run={run} />
      <Toolbar
        run={run}
        filter={filter}
        shown={ids.length}
        layout={layout}
        onFilter={(change) => setFilter({ ...filter, ...change })}
        onLayout={setLayout}
      />
      {hasRoom ? (
        <Grid
          key={layout}
          ref={grid}
          app={app}
          run={run}
          ids={ids}
          layout={layout}
          onOpen={setOpened}
          onShowAll={() => setFilter(noFilter)}
        />
      ) : null}
      {row === null ? null : (
        <Detail
          app={app}
          row={row}
          ids={ids}
          onMove={setOpened}
          onClose={() => {
            setOpened(null);
            grid.current?.focus({ preventScroll: true });
          }}
        />
      )}
    </div>
  );
});

export default Items;
