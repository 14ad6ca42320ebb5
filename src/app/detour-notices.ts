import type { ItemState, SourceFacts } from '../core/item.ts';
import type { Detour } from '../engine/detours.ts';
import { knownDetours } from '../engine/routing.ts';
import type { Notices } from './notices.ts';
import type { Words } from './words.ts';

/** Tells which routes the run on the page has switched off; a resumed run's are told again. */
export interface DetourNotices {
  /** A run takes the place of the one before: what is known of it, and whom to tell what it finds out. */
  begin(states: Iterable<ItemState>): [known: readonly Detour[], onDetour: (detour: Detour) => void];
}

export function createDetourNotices(notices: Notices, words: Pick<Words, 'detour'>): DetourNotices {
  let shown: string[] = [];

  const show = (detour: Detour) => {
    const id = `detour ${detour.kind} ${detour.route}`;
    shown.push(id);
    notices.show({ id, tone: 'warning', text: words.detour(detour), action: null, dismissible: true });
  };

  return {
    begin(states) {
      for (const id of shown) notices.drop(id);
      shown = [];
      const known = knownDetours(ownSources(states));
      for (const detour of known) show(detour);
      return [known, show];
    },
  };
}

/** Those of pictures that this run made: what was taken over tells of another one. */
function* ownSources(states: Iterable<ItemState>): Generator<SourceFacts> {
  for (const state of states) {
    const source = 'made' in state ? state.made?.source : undefined;
    if (source !== undefined && source.via !== 'kept') yield source;
  }
}
