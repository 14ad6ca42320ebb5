/** Those who may go now: the proven and the strangers, each kind in its own order. */
export interface Turns<Party> {
  /** Puts a party with its kind, at the end, or leaves it where it stands; `null` takes its turn away. */
  set(party: Party, kind: 'proven' | 'stranger' | null): void;
  some(): boolean;
  /** Whose turn it is: the kinds alternate, so that neither a thousand strangers nor a busy few keep the others out. */
  next(strangersToo: boolean): Party | null;
  /** It had its turn: takes it out, and the other kind is next. */
  took(party: Party): void;
}

export function createTurns<Party extends object>(): Turns<Party> {
  // Insertion order is the turn order.
  const proven = new Set<Party>();
  const strangers = new Set<Party>();
  let isStrangersTurn = true;
  return {
    set(party, kind) {
      const [place, other] = kind === 'proven' ? [proven, strangers] : [strangers, proven];
      other.delete(party);
      if (kind === null) place.delete(party);
      else place.add(party);
    },
    some: () => proven.size + strangers.size > 0,
    next(strangersToo) {
      const [known] = proven;
      const [stranger] = strangersToo ? strangers : [];
      return (isStrangersTurn ? (stranger ?? known) : (known ?? stranger)) ?? null;
    },
    took(party) {
      isStrangersTurn = !strangers.delete(party);
      proven.delete(party);
    },
  };
}
