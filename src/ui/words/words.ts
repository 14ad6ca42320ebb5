import { appEn } from './app-en.ts';
import { en } from './en.ts';
import { failureEn } from './failure-en.ts';
import { timelineEn } from './timeline-en.ts';

/** Everything that the page says. English is the model: another language has the same keys. */
export type Words = typeof en;
export type FailureWords = typeof failureEn;
/** Sentences of the app, less those about failures. */
export type AppSentences = typeof appEn;
export type TimelineWords = typeof timelineEn;

/** Every language that the page speaks, by BCP 47 tag. A new one is four files and one line here. */
const languages: Record<string, { words: Words; failures: FailureWords; app: AppSentences; timeline: TimelineWords }> =
  {
    en: { words: en, failures: failureEn, app: appEn, timeline: timelineEn },
  };

function chooseLanguage(wanted: readonly string[]): string {
  return wanted.map((tag) => tag.split('-')[0] ?? '').find((tag) => tag in languages) ?? 'en';
}

/** Chosen once, when the page loads, from the browser's own order of preference. */
const chosen = languages[chooseLanguage(globalThis.navigator?.languages ?? [])];

export const words: Words = chosen?.words ?? en;
export const failureWords: FailureWords = chosen?.failures ?? failureEn;
export const appSentences: AppSentences = chosen?.app ?? appEn;
export const timelineWords: TimelineWords = chosen?.timeline ?? timelineEn;
