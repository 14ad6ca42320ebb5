import { appEn } from './app-en.ts';
import { en } from './en.ts';
import { speak } from './language.ts';

/** What the page says, but for failures and the timeline. */
export const words = speak({ en });

/** What the app itself has to say, less its failures. */
export const appSentences = speak({ en: appEn });
