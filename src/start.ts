import { createApp } from './app/app.ts';
import { createOffline, noOffline } from './app/offline.ts';
import type { Limits } from './core/limits.ts';
import { openShelf } from './shelf/index.ts';
import { mountPage } from './ui/page.tsx';
import { toSentence } from './ui/words/failure.ts';
import { appSentences } from './ui/words/words.ts';

/** The folder of the page, wherever it is hosted. */
const here = new URL('./', document.baseURI).href;

/** Mounts the page on its app. `limits` protect every run of it. */
export function startPage(limits: Limits): void {
  const app = createApp({
    limits,
    words: { ...appSentences, failure: toSentence },
    samples: __SAMPLES__.map((name) => new URL(`samples/${name}.jpg`, here).href),
    pageUrl: here,
    vipsFolder: new URL(__VIPS_FOLDER__, here).href,
    relayUrl: new URL('relay', here).href,
    shelf: openShelf(),
    offline: import.meta.env.PROD ? createOffline(here) : noOffline,
  });

  const root = document.getElementById('root');
  if (root !== null) mountPage(root, app);
}
