/** How many images should be on their way through the engines, downloads under way included, so that none ever waits. */
export interface ReadAhead {
  /** The least that keeps engines busy, as far as is known now. */
  readonly images: number;
  /** A download brought an image after so long. */
  opened(tookMs: number): void;
  /** A lane of the engines was taken by an image for so long. */
  rendered(tookMs: number): void;
}

/**
 * Of what Little's law asks for: downloads do not come as regularly as engines take them. Without it, 600 small photos from
 * hosts 60 ms away took 12 % longer.
 */
const margin = 2;

/** Weight of the newest among the times: ten images later, what was is forgotten. */
const newestWeight = 0.2;

/** For each lane: the one in hand, and two in reserve. With one, a list of 300 small photos took 5 % longer. */
const perLane = 3;

/**
 * By Little's law: while one image comes, the engines take `lanes × (time to come ÷ time to render)`; so many must be on
 * their way, and a few in reserve. More would bring nothing, and all of it has to be fetched again after a crash. It is
 * no bound while a lane is idle: then downloads are what everyone waits for.
 */
export function createReadAhead(lanes: number): ReadAhead {
  const openMs = createMean();
  const renderMs = createMean();
  return {
    get images() {
      const meanwhile = renderMs.value > 0 ? openMs.value / renderMs.value : 0;
      return Math.ceil(lanes * (perLane + margin * meanwhile));
    },
    opened: openMs.add,
    rendered: renderMs.add,
  };
}

/** A mean in which the newest counts most; 0 before the first. */
function createMean() {
  let value: number | null = null;
  return {
    get value() {
      return value ?? 0;
    },
    add(ms: number) {
      value = value === null ? ms : value + (ms - value) * newestWeight;
    },
  };
}
