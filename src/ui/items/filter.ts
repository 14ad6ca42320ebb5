import { useMemo } from 'react';
import type { ItemsView, RunView } from '../../app/view.ts';
import type { StateTag } from '../../core/item.ts';
import { useCalm } from '../slice.ts';

/** States as people look for them, in the order in which they are offered. */
export const stateGroups = {
  all: [],
  working: ['waiting', 'opening', 'rendering', 'delivering'],
  done: ['done'],
  failed: ['failed'],
  skipped: ['skipped'],
  cancelled: ['cancelled'],
} as const satisfies Record<string, readonly StateTag[]>;

export type StateGroup = keyof typeof stateGroups;

export interface Filter {
  group: StateGroup;
  /** `''` is the user's own files. */
  host: string | null;
  text: string;
}

export const noFilter: Filter = { group: 'all', host: null, text: '' };

/** While a run goes on, rows that change their state leave and enter the selection; more often would be restless. */
const calmMs = 300;

/** Ids of the items that the filter lets through, in list order. Without a filter nothing is searched. */
export function useSelection(items: ItemsView, run: RunView, filter: Filter): readonly number[] {
  const { count } = items;
  const all = useMemo(() => Array.from({ length: count }, (_, id) => id), [count]);
  const moment = useCalm(run, calmMs);
  const { group, host, text } = filter;
  const isOpen = group === 'all' && host === null && text.trim() === '';
  const found = useMemo(
    // `moment` is what the states depend on: items are written in place.
    () => (isOpen || moment.total === 0 || count === 0 ? null : items.select({ tags: stateGroups[group], host, text })),
    [isOpen, moment, count, items, group, host, text],
  );
  return found ?? all;
}
