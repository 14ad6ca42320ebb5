import { useState } from 'react';

/**
 * A choice that shows at once, although the app's answer comes a frame later: until the value changes, what was chosen
 * stands in for it. A control that React holds to the old value would snap back for that frame.
 */
export function useDraft<T>(value: T, send: (next: T) => void): [T, (next: T) => void] {
  const [draft, setDraft] = useState<{ from: T; to: T } | null>(null);
  // An answered draft is done with: kept, it would stand in for the value once more when that comes back (a reset).
  if (draft !== null && !Object.is(draft.from, value)) setDraft(null);
  const choose = (to: T) => {
    setDraft({ from: value, to });
    send(to);
  };
  return [draft !== null && Object.is(draft.from, value) ? draft.to : value, choose];
}
