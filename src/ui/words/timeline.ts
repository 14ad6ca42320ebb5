import { speak } from './language.ts';
import { createQuantities } from './quantity.ts';
import { timelineEn } from './timeline-en.ts';
import { createTimes } from './times.ts';

export type TimelineWords = typeof timelineEn;

/** What the timeline says. */
export const timelineWords = await speak(timelineEn, {
  de: async () => (await import('./timeline-de.ts')).createTimelineDe(createQuantities('de'), createTimes('de')),
});
