import { createApp } from './app/app.ts';
import { openShelf } from './shelf/index.ts';
import { mountPage } from './ui/page.tsx';
import { toSentence } from './ui/words/failure.ts';
import { appSentences } from './ui/words/words.ts';

const here = document.baseURI;

const app = createApp({
  words: { ...appSentences, failure: toSentence },
  samples: __SAMPLES__.map((name) => new URL(`samples/${name}.jpg`, here).href),
  vipsFolder: new URL(__VIPS_FOLDER__, here).href,
  relayUrl: new URL('relay', here).href,
  shelf: openShelf(),
});

const root = document.getElementById('root');
if (root !== null) mountPage(root, app);
