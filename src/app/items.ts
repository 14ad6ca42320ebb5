import type { Failure } from '../core/failure.ts';
import type { Item, ItemState } from '../core/item.ts';
import type { Execution } from './execution.ts';
import type { ItemRow, ItemsView } from './view.ts';

/** The items of the current execution, looked at where they stand; nothing is copied until a row is asked for. */
export function createItemsView(current: () => Execution | null): ItemsView {
  const states = () => current()?.board.states ?? [];
  const items = () => current()?.shelf.plan.job.items ?? [];
  return {
    get count() {
      return items().length;
    },
    row(index) {
      const item = items()[index];
      const state = states()[index];
      if (item === undefined || state === undefined) throw new RangeError(`There is no item ${index}`);
      return toRow(item, state);
    },
    select({ tags, host, text }) {
      const wanted = new Set(tags);
      const needle = text.trim().toLowerCase();
      const all = items();
      const found: number[] = [];
      for (const [id, state] of states().entries()) {
        const item = all[id];
        if (item === undefined || (wanted.size > 0 && !wanted.has(state.tag))) continue;
        if (host !== null && hostOf(item) !== host) continue;
        if (needle !== '' && !nameOf(item).toLowerCase().includes(needle)) continue;
        found.push(id);
      }
      return found;
    },
    failures() {
      const groups = new Map<string, { failure: Failure; items: number[] }>();
      for (const [id, state] of states().entries()) {
        if (state.tag !== 'failed' && state.tag !== 'skipped') continue;
        const key = JSON.stringify(state.failure);
        const group = groups.get(key);
        if (group === undefined) groups.set(key, { failure: state.failure, items: [id] });
        else group.items.push(id);
      }
      return [...groups.values()].sort((a, b) => b.items.length - a.items.length);
    },
    async picture(item, output) {
      const state = states()[item];
      const file = state !== undefined && 'made' in state ? state.made?.outputs[output] : undefined;
      const shelved = file === undefined ? null : current()?.shelf.find(item, output);
      if (file === undefined || !shelved) return null;
      return { bytes: await shelved.read(), mime: `image/${file.format}` };
    },
  };
}

function toRow(item: Item, state: ItemState): ItemRow {
  return { id: item.id, line: item.line, origin: nameOf(item), host: hostOf(item), stem: item.stem, state };
}

/** What the user gave: the URL, or the file's name. */
function nameOf(item: Item): string {
  return item.origin.kind === 'url' ? item.origin.url : item.origin.name;
}

function hostOf(item: Item): string {
  return item.origin.kind === 'url' ? item.origin.host : '';
}
