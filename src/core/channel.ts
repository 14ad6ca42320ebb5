import { createBell } from './bell.ts';

/** What one stage hands to the next, in order. */
export interface Channel<Value> {
  push(value: Value): void;
  /** The next value if there is one now. */
  poll(): Value | null;
  /** Resolves true when a poll is worth trying, false when the channel is closed and empty. */
  ready(): Promise<boolean>;
  /** No more will be pushed. */
  close(): void;
}

export function createChannel<Value extends object>(): Channel<Value> {
  const bell = createBell();
  const values: Value[] = [];
  let closed = false;
  return {
    push(value) {
      values.push(value);
      bell.ring();
    },
    poll: () => values.shift() ?? null,
    async ready() {
      while (values.length === 0) {
        if (closed) return false;
        await bell.heard();
      }
      return true;
    },
    close() {
      closed = true;
      bell.ring();
    },
  };
}
