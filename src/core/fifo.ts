/** First in, first out. */
export interface Fifo<Value> {
  readonly length: number;
  first(): Value | null;
  push(value: Value): void;
  shift(): Value | null;
}

/** An array whose front is not closed up at every step: `Array.shift` moves all that is behind. */
export function createFifo<Value extends object>(): Fifo<Value> {
  let values: Value[] = [];
  let next = 0;
  return {
    get length() {
      return values.length - next;
    },
    first: () => values[next] ?? null,
    push(value) {
      values.push(value);
    },
    shift() {
      const value = values[next] ?? null;
      if (value !== null) next += 1;
      if (next > 32 && next * 2 > values.length) {
        values = values.slice(next);
        next = 0;
      }
      return value;
    },
  };
}
