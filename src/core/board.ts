import { type ItemState, isFate, type StateTag } from './item.ts';

/** Where every item stands. Written in place; whoever shows it reads it when it likes. */
export interface Board {
  /** By item id. */
  readonly states: readonly ItemState[];
  /** How many items stand in each state; they always add up to the number of items. */
  readonly counts: Readonly<Record<StateTag, number>>;
  /** Moves an item on. An item that has met its fate stays there: late news of cancelled work is ignored. */
  set(id: number, state: ItemState): void;
  /** Gives items another chance, keeping what was made of them already. */
  reopen(ids: Iterable<number>): void;
}

const nothingYet: ItemState = { tag: 'waiting', attempt: 0, made: null };

/** A board for `total` items; `known` is what an earlier run of the same job left behind. */
export function createBoard(
  total: number,
  known: ReadonlyMap<number, ItemState>,
  onChange: (id: number, state: ItemState) => void = () => {},
): Board {
  const states: ItemState[] = Array.from({ length: total }, (_, id) => known.get(id) ?? nothingYet);
  const counts: Record<StateTag, number> = {
    waiting: 0,
    opening: 0,
    rendering: 0,
    delivering: 0,
    done: 0,
    failed: 0,
    skipped: 0,
    cancelled: 0,
  };
  for (const state of states) counts[state.tag] += 1;

  const replace = (id: number, next: ItemState) => {
    const before = states[id];
    if (before === undefined) throw new RangeError(`There is no item ${id}`);
    counts[before.tag] -= 1;
    counts[next.tag] += 1;
    states[id] = next;
    onChange(id, next);
  };

  return {
    states,
    counts,
    set(id, next) {
      const before = states[id];
      if (before !== undefined && isFate(before)) return;
      replace(id, next);
    },
    reopen(ids) {
      for (const id of ids) {
        const before = states[id];
        if (before === undefined || !isFate(before) || before.tag === 'done') continue;
        replace(id, { tag: 'waiting', attempt: 0, made: before.tag === 'skipped' ? null : before.made });
      }
    },
  };
}

/** The ids of the items that have no fate yet, in list order. */
export function unsettled(board: Board): number[] {
  return board.states.flatMap((state, id) => (isFate(state) ? [] : [id]));
}
