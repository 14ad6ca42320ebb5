import type { ShelvedPicture } from '../../src/app/view.ts';
import { mountPage } from '../../src/ui/page.tsx';
import { createFakeApp } from './fake-app.ts';
import { showFailing, showFinished, showRunning, showTried, showTyped } from './scenes.ts';
import { createFakeRun } from './traces.ts';

/** Names of the sample photos, as the build knows them. */
declare const __SAMPLES__: readonly string[];

/** The page in a scene of one's choice, for looking at: `npx vite`, then `/test/ui/harness.html#running`. */
async function shrink(photo: string): Promise<ShelvedPicture> {
  const response = await fetch(`/samples/${photo}.jpg`);
  const picture = await createImageBitmap(await response.blob(), { resizeWidth: 200, resizeQuality: 'high' });
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  const blob = await canvas.convertToBlob();
  return { bytes: new Uint8Array(await blob.arrayBuffer()), mime: blob.type };
}

const thumbnails = __SAMPLES__.map(shrink);

const app = createFakeApp(async (item) => thumbnails[item % thumbnails.length] ?? null);

const scenes: Record<string, () => void> = {
  empty: () => {},
  typed: () => showTyped(app),
  running: () => showRunning(app),
  many: () => showRunning(app, 10_000, 4_100),
  finished: () => showFinished(app),
  failing: () => showFailing(app),
  tried: () => void showTried(app),
  timeline() {
    const run = createFakeRun({ images: 400 });
    run.finish();
    app.trace = run.trace;
    showFinished(app, 400);
  },
  'timeline-live'() {
    const run = createFakeRun({ images: 10_000 });
    const startMs = performance.now();
    app.trace = run.trace;
    const go = () => {
      run.advance(performance.now() - startMs);
      requestAnimationFrame(go);
    };
    go();
    showRunning(app, 10_000, 4_100);
  },
};

const root = document.getElementById('root');
if (root !== null) mountPage(root, app);
scenes[location.hash.slice(1)]?.();
