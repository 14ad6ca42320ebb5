import type { Failure } from '../../core/failure.ts';
import type { Explanation } from './failure-en.ts';
import { failures } from './words.ts';

/** What happened and what to do, in the page's language. */
export function explain(failure: Failure): Explanation {
  // The table has one entry per code, but the compiler cannot tie the code of a union to its own entry.
  const entry = failures[failure.code] as (failure: Failure) => Explanation;
  return entry(failure);
}

/** The same as one line, for the report. */
export function toSentence(failure: Failure): string {
  const { what, todo } = explain(failure);
  return `${what} ${todo}`;
}
