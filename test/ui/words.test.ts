import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createPlaceholderGuard } from '../../src/core/placeholder.ts';
import { appEn } from '../../src/ui/words/app-en.ts';
import { en } from '../../src/ui/words/en.ts';
import { failureEn } from '../../src/ui/words/failure-en.ts';
import { createGerman } from '../../src/ui/words/german.ts';
import { createQuantities } from '../../src/ui/words/quantity.ts';
import { createTimelineDe } from '../../src/ui/words/timeline-de.ts';
import { timelineEn } from '../../src/ui/words/timeline-en.ts';
import { createTimes } from '../../src/ui/words/times.ts';
import { createTrialDe } from '../../src/ui/words/trial-de.ts';
import { trialEn } from '../../src/ui/words/trial-en.ts';

const quantities = createQuantities('de');
const times = createTimes('de');
const german = createGerman(quantities);

const english: object = { page: en, app: appEn, failures: failureEn, timeline: timelineEn, trial: trialEn };

const others: Record<string, object> = {
  de: { ...german, timeline: createTimelineDe(quantities, times), trial: createTrialDe(quantities) },
};

/** Names, and words that German has taken as they are. */
const sameInGerman = new Set([
  'page.product.name',
  'page.recipe.title',
  'page.recipe.format',
  'page.run.pause',
  'page.detail.original',
  'page.detail.facts.route',
  'page.detail.thumbnails',
  'timeline.groups.open',
  'timeline.groups.deliver',
  'timeline.outcomes.done',
  'trial.original',
]);

/** Every text and function by its path, in order. */
function flatten(words: object, path = ''): [path: string, word: unknown][] {
  return Object.entries(words)
    .flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? flatten(value, `${path}${key}.`) : [[`${path}${key}`, value]],
    )
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)) as [string, unknown][];
}

const pathsOf = (words: object) => flatten(words).map(([path]) => path);

for (const [tag, words] of Object.entries(others)) {
  test(`${tag} has the keys of English, no more and no less`, () => {
    expect(pathsOf(words)).toEqual(pathsOf(english));
  });

  test(`${tag} leaves nothing in English but names`, () => {
    const model = new Map(flatten(english));
    const same = flatten(words).filter(([path, word]) => typeof word === 'string' && word === model.get(path));
    expect(same.map(([path]) => path)).toEqual([...sameInGerman].toSorted());
  });
}

/** The page waits for its language: files of it that imported the page would wait for each other for ever. */
test('what is loaded for German imports types, and its own files', () => {
  for (const name of ['german', 'de', 'app-de', 'failure-de', 'timeline-de', 'trial-de']) {
    const code = readFileSync(new URL(`../../src/ui/words/${name}.ts`, import.meta.url), 'utf8');
    const imported = [...code.matchAll(/^import (?!type ).*from '(.+)'/gm)].map(([, path]) => path);
    expect(imported.filter((path) => !/^\.\/(de|[a-z]+-de)\.ts$/.test(path ?? ''))).toEqual([]);
  }
});

describe('German', () => {
  test('numbers are written as in German', () => {
    expect(german.page.list.files(1234, 1_234_567)).toBe('1.234 ausgewählte Dateien, 1,2 MB');
    expect(times.precisely(1250)).toBe('1,25 s');
    expect(times.momentOf(64_500, 100)).toBe('1:04,5');
    expect(createTrialDe(quantities).times(320, 1500)).toBe('In 0,3 s geladen, in 1,5 s verkleinert.');
  });

  test('one is one, and several are several', () => {
    expect(german.page.list.summary({ images: 1, duplicates: 1, rejected: 0 })).toBe('1 Bild, 1 doppelt, 0 abgelehnt');
    expect(german.page.items.made(2, 900)).toBe('2 Dateien, 900 Byte');
  });

  test('what a change comes to, and what pressing the button does, is said with its number', () => {
    const { changes, makeChanged } = german.page.run;
    const told = [
      { kept: 0, missing: 78 },
      { kept: 52, missing: 1 },
      { kept: 1, missing: 26 },
      { kept: 78, missing: 0 },
    ].map((each) => `${changes(each)} [${makeChanged(each)}]`);
    expect(told).toEqual([
      ' [Neu erstellen]',
      '1 fehlt, 52 bleiben. [1 fehlendes erstellen]',
      '26 fehlen, 1 bleibt. [26 fehlende erstellen]',
      'Alle 78 Thumbnails, die jetzt verlangt sind, gibt es schon. [Ergebnisse aktualisieren]',
    ]);
    expect(en.run.changes({ kept: 1, missing: 1 })).toBe('1 is missing, 1 stays as it is.');
  });

  test('a time in a sentence has no second full stop', () => {
    const { what } = german.failures['timed-out']({ code: 'timed-out', stage: 'headers', afterMs: 20_000 });
    expect(what).toBe('Der Server hat innerhalb von 20 Sek. nicht geantwortet.');
  });

  test('what other parts find and prove in English is told in German', () => {
    const found = (name: string) => german.failures['not-an-image']({ code: 'not-an-image', found: name }).what;
    expect(found('JPEG 2000 image')).toContain('JPEG-2000-Bild');
    expect(found('HTML')).toContain('HTML');

    const guard = createPlaceholderGuard();
    const urls = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `https://example.com/${name}.png`);
    const bytes = new Uint8Array(40);
    const judged = [
      guard.judge('https://example.com/dot.gif', { width: 1, height: 1 }, bytes),
      ...urls.map((url) => guard.judge(url, { width: 90, height: 90 }, bytes)),
    ].filter((failure) => failure?.code === 'placeholder');
    const told = judged.map((failure) => german.failures.placeholder(failure).what).join(' ');
    expect(told).toContain('es hat 1 × 1 Pixel');
    expect(told).toContain('Adressen liefern genau dieses Bild, die erste ist https://example.com/a.png');
  });
});
