import * as v from 'valibot';
import { destinationSchema } from './settings.ts';

const schema = v.object({ text: v.string(), destination: destinationSchema, custom: v.boolean() });

/** What is saved with a run so that, resumed, the page looks as it did. */
export type SavedPage = v.InferOutput<typeof schema>;

/** `null` where what was saved makes no sense any more. */
export function parseSavedPage(saved: unknown): SavedPage | null {
  const parsed = v.safeParse(schema, saved);
  return parsed.success ? parsed.output : null;
}
