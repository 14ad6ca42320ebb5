import * as v from 'valibot';
import { destinationSchema, withoutSecret } from './settings.ts';
import type { Destination } from './view.ts';

const schema = v.object({
  text: v.string(),
  /** `null`: its address held a secret, and has to be given again. */
  destination: v.nullable(destinationSchema),
  custom: v.boolean(),
});

/** What is saved with a run so that, resumed, the page looks as it did. No secrets. */
export type SavedPage = v.InferOutput<typeof schema>;

export function toSavedPage(text: string, destination: Destination, custom: boolean): SavedPage {
  const withoutCredentials = text.replace(/(https?:\/\/)[^\s/?#@]*@/gi, '$1');
  return { text: withoutCredentials, destination: withoutSecret(destination), custom };
}

/** `null` where what was saved makes no sense any more. */
export function parseSavedPage(saved: unknown): SavedPage | null {
  const parsed = v.safeParse(schema, saved);
  return parsed.success ? parsed.output : null;
}
