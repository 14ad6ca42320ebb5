import type { Words } from '../../app/words.ts';
import { appEn } from './app-en.ts';
import { en } from './en.ts';
import { type FailureTable, failureEn } from './failure-en.ts';
import { speak } from './language.ts';
import { createQuantities } from './quantity.ts';

export type PageWords = typeof en;

/** What the first load may have to say. Its parts are one piece per language: one way to fetch, not three. */
export interface Lexicon {
  page: PageWords;
  app: Omit<Words, 'failure'>;
  failures: FailureTable;
}

const english: Lexicon = { page: en, app: appEn, failures: failureEn };

const lexicon = await speak(english, {
  de: async () => (await import('./german.ts')).createGerman(createQuantities('de')),
});

/** What the page says, but for failures, the timeline and the trial. */
export const words = lexicon.page;

/** What the app itself has to say, less its failures. */
export const appSentences = lexicon.app;

/** Every failure explained. */
export const failures = lexicon.failures;
