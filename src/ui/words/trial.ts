import { speak } from './language.ts';
import { createQuantities } from './quantity.ts';
import { trialEn } from './trial-en.ts';

export type TrialWords = typeof trialEn;

/** What the trial of one image says. */
export const trialWords = await speak(trialEn, {
  de: async () => (await import('./trial-de.ts')).createTrialDe(createQuantities('de')),
});
