import { createAppDe } from './app-de.ts';
import { createPageDe } from './de.ts';
import { createFailureDe } from './failure-de.ts';
import type { Quantities } from './quantity.ts';
import type { Lexicon } from './words.ts';

/** German, as far as the first load needs it. */
export function createGerman(quantities: Quantities): Lexicon {
  return { page: createPageDe(quantities), app: createAppDe(quantities), failures: createFailureDe(quantities) };
}
