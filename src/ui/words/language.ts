/** Ways to the words in languages other than English, by BCP 47 tag without region. */
export type Others<T> = Record<string, () => Promise<T>>;

/** What the browser's user asks for, best first. Node has a navigator too: the tests there speak English. */
const wanted = 'document' in globalThis ? navigator.languages.map((tag) => tag.split('-')[0] ?? '') : [];

/**
 * The set of words in the first language that the user asks for and that we speak. English is the model, built in, and
 * what is spoken when another language cannot be loaded. Only the chosen language is fetched.
 *
 * Modules await this before they exist, so a language must not import anything that waits for it in turn: its files
 * import types and one another, and are given what they need to run.
 */
export async function speak<T>(english: T, others: Others<T>): Promise<T> {
  const tag = wanted.find((known) => known === 'en' || Object.hasOwn(others, known)) ?? 'en';
  try {
    return (await others[tag]?.()) ?? english;
  } catch {
    return english;
  }
}
