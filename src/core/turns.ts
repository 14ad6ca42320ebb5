import { createFifo } from './fifo.ts';

/** Whether a party is known to keep its word. */
export type Standing = 'proven' | 'stranger';

/** Those who may go now: the proven and the strangers, each kind in its own order. */
export interface Turns<Party> {
  /** Puts a party with its kind, at the end, or leaves it where it stands; `null` takes its turn away. */
  set(party: Party, standing: Standing | null): void;
  some(): boolean;
  /** Whose turn it is: the kinds alternate, so that neither a thousand strangers nor a busy few keep the others out. */
  next(strangersToo: boolean): Party | null;
  /** It had its turn: takes it out, and the other kind is next. */
  took(party: Party): void;
}

interface Place<Party> {
  party: Party;
  standing: Standing;
}

export function createTurns<Party extends object>(): Turns<Party> {
  const places = new Map<Party, Place<Party>>();
  // Places that were given up stay in the order until they come to its front: taking one out costs nothing.
  const orders = { proven: createFifo<Place<Party>>(), stranger: createFifo<Place<Party>>() };
  let isStrangersTurn = true;

  const front = (standing: Standing) => {
    const order = orders[standing];
    for (let place = order.first(); place !== null; place = order.first()) {
      if (places.get(place.party) === place) return place.party;
      order.shift();
    }
    return null;
  };

  return {
    set(party, standing) {
      if ((places.get(party)?.standing ?? null) === standing) return;
      places.delete(party);
      if (standing === null) return;
      const place = { party, standing };
      places.set(party, place);
      orders[standing].push(place);
    },
    some: () => places.size > 0,
    next(strangersToo) {
      const stranger = strangersToo ? front('stranger') : null;
      if (stranger !== null && isStrangersTurn) return stranger;
      return front('proven') ?? stranger;
    },
    took(party) {
      isStrangersTurn = places.get(party)?.standing === 'proven';
      places.delete(party);
    },
  };
}
