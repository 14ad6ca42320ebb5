import type { ItemRow, ItemsView } from '../../app/view.ts';

/**
 * The item as it stands now; `null` if there is none of this number any more: items are written in place, and a new run
 * may have fewer than the selection that is still on screen.
 */
export function lookAt(items: ItemsView, id: number): ItemRow | null {
  return id < items.count ? items.row(id) : null;
}
