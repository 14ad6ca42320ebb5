import { speak } from './language.ts';
import { timelineEn } from './timeline-en.ts';

/** What the timeline says. */
export const timelineWords = speak({ en: timelineEn });
