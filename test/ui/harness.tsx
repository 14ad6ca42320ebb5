import { mountPage } from '../../src/ui/page.tsx';
import { createFakeApp } from './fake-app.ts';
import { showFailing, showFinished, showRunning, showTyped } from './scenes.ts';

/** The page in a scene of one's choice, for looking at: `npx vite`, then `/test/ui/harness.html#running`. */
const photos = [
  'acanthus-mollis',
  'airplane-from-above',
  'allium-oreophilum',
  'black-canyon',
  'dust-bowl-home',
  'french-alpine-landscape',
  'locomotion-house-cat',
  'march-pastoral',
  'nagasaki-boats',
];

const app = createFakeApp(async (item) => {
  const photo = await createImageBitmap(await (await fetch(`/samples/${photos[item % photos.length]}.jpg`)).blob(), {
    resizeWidth: 200,
    resizeQuality: 'high',
  });
  const canvas = new OffscreenCanvas(photo.width, photo.height);
  canvas.getContext('2d')?.drawImage(photo, 0, 0);
  return canvas.convertToBlob();
});

const scenes: Record<string, () => void> = {
  empty: () => {},
  typed: () => showTyped(app),
  running: () => showRunning(app),
  many: () => showRunning(app, 10_000, 4_100),
  finished: () => showFinished(app),
  failing: () => showFailing(app),
};

const root = document.getElementById('root');
if (root !== null) mountPage(root, app);
scenes[location.hash.slice(1)]?.();
