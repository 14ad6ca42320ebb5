/** Things that are due at a time. */
export interface Timetable<Thing> {
  add(atMs: number, thing: Thing): void;
  /** When the next one is due; infinite if there is none. */
  nextMs(): number;
  /** Takes one that is due at `nowMs`, the earliest first; `null` if none is. */
  takeDue(nowMs: number): Thing | null;
}

/** A binary heap: ten thousand items that wait to be tried again cost no scan. */
export function createTimetable<Thing extends object>(): Timetable<Thing> {
  const heap: { atMs: number; thing: Thing }[] = [];
  const atMs = (index: number) => heap[index]?.atMs ?? Number.POSITIVE_INFINITY;

  const swap = (one: number, other: number) => {
    const [a, b] = [heap[one], heap[other]];
    if (a === undefined || b === undefined) return;
    heap[one] = b;
    heap[other] = a;
  };

  const rise = (from: number) => {
    let index = from;
    for (let parent = (index - 1) >> 1; index > 0 && atMs(index) < atMs(parent); parent = (index - 1) >> 1) {
      swap(index, parent);
      index = parent;
    }
  };

  const sink = () => {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const earlier = atMs(left + 1) < atMs(left) ? left + 1 : left;
      if (atMs(index) <= atMs(earlier)) return;
      swap(index, earlier);
      index = earlier;
    }
  };

  return {
    add(dueMs, thing) {
      heap.push({ atMs: dueMs, thing });
      rise(heap.length - 1);
    },
    nextMs: () => atMs(0),
    takeDue(nowMs) {
      if (atMs(0) > nowMs) return null;
      swap(0, heap.length - 1);
      const taken = heap.pop();
      sink();
      return taken?.thing ?? null;
    },
  };
}
