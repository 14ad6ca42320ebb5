/** One set of words in every language that has it, by BCP 47 tag without region. */
export interface Spoken<T> {
  en: T;
  [tag: string]: T;
}

const wanted = (globalThis.navigator?.languages ?? []).map((tag) => tag.split('-')[0] ?? '');

/**
 * The set in the first language that the browser's user asks for and that we speak; else in English. English is the
 * model: another language has the same keys. Each set is chosen where it is used, so that it is loaded only there.
 */
export function speak<T>(spoken: Spoken<T>): T {
  const tag = wanted.find((known) => Object.hasOwn(spoken, known));
  return (tag === undefined ? undefined : spoken[tag]) ?? spoken.en;
}
