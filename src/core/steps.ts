/** Long work that stops after every little piece of it: whoever drives it decides when it goes on, or that it does not. */
export type Steps<Value> = Generator<undefined, Value, undefined>;

/** Goes through all of it now. */
export function finish<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
