import { speak } from './language.ts';
import { trialEn } from './trial-en.ts';

/** What the trial of one image says. */
export const trialWords = speak({ en: trialEn });
