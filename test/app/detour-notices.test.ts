import { expect, test } from 'vitest';
import { createDetourNotices } from '../../src/app/detour-notices.ts';
import { createNotices } from '../../src/app/notices.ts';
import type { ItemState, SourceFacts } from '../../src/core/item.ts';
import type { Detour } from '../../src/engine/detours.ts';
import { createAppDe } from '../../src/ui/words/app-de.ts';
import { appEn } from '../../src/ui/words/app-en.ts';
import { createQuantities } from '../../src/ui/words/quantity.ts';

const note = { route: 'platform', why: 'failing', instead: 'vips' } as const;
const avifIsOff: Detour = { kind: 'avif', ...note };
const sentence =
  'AVIF pictures: the browser’s decoder failed on one after the other, so the image library libvips opens them for the rest of this run. These thumbnails look the same, but for differences that hardly anyone can see.';

function createScene() {
  const notices = createNotices(() => {});
  return { notices, detours: createDetourNotices(notices, appEn), texts: () => notices.all().map(({ text }) => text) };
}

const done = (source: Partial<SourceFacts>): ItemState => ({
  tag: 'done',
  made: {
    source: { kind: 'avif', width: 9, height: 9, byteLength: 9, via: 'direct', route: 'vips', ...source },
    outputs: [],
  },
});

test('what a run finds out is told, by name and with what it means', () => {
  const { detours, texts } = createScene();
  const [known, onDetour] = detours.begin([]);
  expect([known, texts()]).toEqual([[], []]);
  onDetour(avifIsOff);
  expect(texts()).toEqual([sentence]);
});

test('a resumed run knows it by its pictures, and it is told again, once', () => {
  const { detours, texts } = createScene();
  const [known] = detours.begin([
    done({}),
    done({ detours: [note] }),
    done({ detours: [note] }),
    { tag: 'rendering', attempt: 1 },
  ]);
  expect(known).toEqual([avifIsOff]);
  expect(texts()).toEqual([sentence]);
});

test('the next run begins anew: what was said is taken back, and pictures that were taken over tell nothing', () => {
  const { detours, notices, texts } = createScene();
  notices.show({ id: 'offline', tone: 'warning', text: 'offline', action: null, dismissible: true });
  detours.begin([])[1](avifIsOff);
  const [known] = detours.begin([done({ via: 'kept', detours: [note] })]);
  expect(known).toEqual([]);
  expect(texts()).toEqual(['offline']);
});

test('softer pictures are said to be softer, in both languages', () => {
  const crawl: Detour = { kind: 'jpeg', route: 'quick-jpeg', why: 'crawling', instead: 'canvas' };
  expect(appEn.detour(crawl)).toMatch(
    /^JPEG pictures: this page’s own JPEG decoder takes many times.*canvas.*softer\.$/,
  );
  const german = createAppDe(createQuantities('de')).detour(crawl);
  expect(german).toMatch(/^JPEG-Bilder: der eigene JPEG-Decoder dieser Seite braucht.*Zeichenfläche.*weicher\.$/);
});
