import type { ItemState } from '../core/item.ts';
import { type JournalRecord, journalVersion, type Place } from './journal.ts';
import type { Plan } from './shelf.ts';

/** What a journal adds up to. */
export interface Replayed {
  startedAt: number;
  plan: Plan;
  /** The last word on every item that was mentioned. */
  states: Map<number, ItemState>;
  /** Where each item's pictures lie, in the order of its outputs. */
  places: Map<number, readonly Place[]>;
}

/** `null`: the journal does not begin, or was written by a version that said things differently. */
export function replay(records: readonly JournalRecord[]): Replayed | null {
  const [first, ...rest] = records;
  if (first?.tag !== 'begun' || first.version !== journalVersion) return null;
  const states = new Map<number, ItemState>();
  const places = new Map<number, readonly Place[]>();
  for (const record of rest) {
    if (record.tag === 'made') {
      states.set(record.item, { tag: 'waiting', attempt: 0, made: record.made });
      places.set(record.item, record.places);
    } else if (record.tag === 'settled') {
      states.set(record.item, record.fate);
    }
  }
  return { startedAt: first.startedAt, plan: first.plan, states, places };
}

/**
 * Forgets the items that claim pictures which are not there, so that they are made again: a power cut may keep the
 * journal and lose the end of the pack, and disks do rot. `isSound` is asked in the order of the pack.
 */
export function forgetLost({ states, places }: Replayed, isSound: (place: Place) => boolean): void {
  const byStart = [...places].sort(([, a], [, b]) => (a[0]?.start ?? 0) - (b[0]?.start ?? 0));
  for (const [item, itemPlaces] of byStart) {
    if (!itemPlaces.every(isSound)) places.delete(item);
  }
  for (const [item, state] of states) {
    if ('made' in state && state.made !== null && !places.has(item)) states.delete(item);
  }
}

/** Items with a fate. */
export function countSettled({ states }: Replayed): number {
  let settled = 0;
  for (const state of states.values()) if (state.tag !== 'waiting') settled += 1;
  return settled;
}

/** One past the last byte of the pack that is spoken for: what follows was never recorded. */
export function packEnd({ places }: Replayed): number {
  let end = 0;
  for (const place of [...places.values()].flat()) end = Math.max(end, place.start + place.byteLength);
  return end;
}
