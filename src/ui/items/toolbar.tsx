import type { RunView } from '../../app/view.ts';
import { Icon, type IconName } from '../controls/icon.tsx';
import { words } from '../words/words.ts';
import { type Filter, type StateGroup, stateGroups } from './filter.ts';
import type { Layout } from './layout.ts';
import styles from './toolbar.module.css';

const text = words.items;

interface ToolbarProps {
  run: RunView;
  filter: Filter;
  /** Items that the filter lets through. */
  shown: number;
  layout: Layout;
  onFilter: (change: Partial<Filter>) => void;
  onLayout: (layout: Layout) => void;
}

/** Which items are shown, and how. */
export function Toolbar({ run, filter, shown, layout, onFilter, onLayout }: ToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <States run={run} chosen={filter.group} onChoose={(group) => onFilter({ group })} />
      <div className={styles.search}>
        <Hosts run={run} chosen={filter.host} onChoose={(host) => onFilter({ host })} />
        <input
          type="search"
          data-shortcut="filter"
          aria-label={text.filterText}
          placeholder={text.find}
          aria-keyshortcuts="/"
          value={filter.text}
          onChange={(event) => onFilter({ text: event.target.value })}
        />
        <Layouts chosen={layout} onChoose={onLayout} />
      </div>
      <p className="unseen" role="status" aria-label={text.shownLabel}>
        {text.shown(shown, run.total)}
      </p>
    </div>
  );
}

/** Only groups that have anyone in them, and the chosen one. */
function States({
  run,
  chosen,
  onChoose,
}: {
  run: RunView;
  chosen: StateGroup;
  onChoose: (group: StateGroup) => void;
}) {
  const groups = Object.entries(stateGroups) as [StateGroup, (typeof stateGroups)[StateGroup]][];
  const sized = groups.map(([group, tags]) => ({
    group,
    size: group === 'all' ? run.total : tags.reduce((sum, tag) => sum + run.counts[tag], 0),
  }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend in sight
    <div role="group" aria-label={text.filterState} className={styles.states}>
      {sized
        .filter(({ group, size }) => size > 0 || group === 'all' || group === chosen)
        .map(({ group, size }) => (
          <button
            key={group}
            type="button"
            aria-pressed={group === chosen}
            data-group={group}
            onClick={() => onChoose(group)}
          >
            {text.filters[group]} <span>{words.quantities.count(size)}</span>
          </button>
        ))}
    </div>
  );
}

/** A select holds text only: hosts are told from `all` by a first character. */
function Hosts({
  run,
  chosen,
  onChoose,
}: {
  run: RunView;
  chosen: string | null;
  onChoose: (host: string | null) => void;
}) {
  const ofHosts = run.hosts.reduce((sum, { total }) => sum + total, 0);
  if (run.hosts.length + (ofHosts < run.total ? 1 : 0) < 2) return null;
  return (
    <select
      aria-label={text.filterHost}
      value={chosen === null ? '' : `=${chosen}`}
      onChange={({ target }) => onChoose(target.value === '' ? null : target.value.slice(1))}
    >
      <option value="">{text.allHosts}</option>
      {run.hosts.map(({ host }) => (
        <option key={host} value={`=${host}`}>
          {host}
        </option>
      ))}
      {ofHosts < run.total ? <option value="=">{text.ownFiles}</option> : null}
    </select>
  );
}

const layouts: readonly { layout: Layout; icon: IconName }[] = [
  { layout: 'table', icon: 'table' },
  { layout: 'pictures', icon: 'pictures' },
];

function Layouts({ chosen, onChoose }: { chosen: Layout; onChoose: (layout: Layout) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend in sight
    <div role="group" aria-label={text.layout} className={styles.layouts}>
      {layouts.map(({ layout, icon }) => (
        <button
          key={layout}
          type="button"
          aria-pressed={layout === chosen}
          aria-label={text[layout]}
          title={text[layout]}
          onClick={() => onChoose(layout)}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}
