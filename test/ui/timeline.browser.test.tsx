import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { mountPage } from '../../src/ui/page.tsx';
import { createFakeApp, type FakeApp } from './fake-app.ts';
import { showFinished, showRunning } from './scenes.ts';
import { createFakeRun } from './traces.ts';

let app: FakeApp;
let root: HTMLElement;
let unmount: () => void;

beforeEach(async () => {
  await page.viewport(1280, 900);
  app = createFakeApp();
  root = document.createElement('div');
  document.body.append(root);
  document.documentElement.lang = 'en';
  unmount = mountPage(root, app);
});

afterEach(() => {
  unmount();
  root.remove();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const picture = page.getByRole('img', { name: /^Timeline of the run/ });

/** A finished run of 60 images, and its timeline open. */
async function openFinished(): Promise<HTMLCanvasElement> {
  const run = createFakeRun({ images: 60 });
  run.finish();
  app.trace = run.trace;
  showFinished(app, 60);
  return open();
}

async function open(): Promise<HTMLCanvasElement> {
  // What stands below it comes a few frames later, and would move it under the pointer.
  await expect.element(page.getByRole('grid', { name: 'Items' })).toBeVisible();
  await page.getByRole('heading', { name: 'Timeline' }).click();
  await expect.element(picture).toBeVisible();
  const canvas = picture.element() as HTMLCanvasElement;
  canvas.scrollIntoView({ block: 'center' });
  await expect.poll(() => inkOf(canvas)).toBeGreaterThan(1000);
  return canvas;
}

/**
 * The lanes of the downloads, as one string that two equal pictures share. Their pixels are exact; those of words are
 * not, for a browser may draw the same words otherwise once it has noticed that a canvas is read back.
 */
function pixelsOf(canvas: HTMLCanvasElement): string {
  const { data } = canvas.getContext('2d')?.getImageData(48, 46, canvas.width - 48, 150) ?? { data: [] };
  let hash = 0;
  for (const byte of data) hash = (Math.imul(hash, 31) + byte) | 0;
  return `${canvas.width}: ${hash}`;
}

/** Pixels with anything on them. */
function inkOf(canvas: HTMLCanvasElement): number {
  const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  let inked = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) inked += 1;
  return inked;
}

/** How often the picture is drawn from now on: each frame begins by setting the scale. */
function countFrames(canvas: HTMLCanvasElement): () => number {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The canvas has no context.');
  const { setTransform } = context;
  let frames = 0;
  const counting = (...given: number[]) => {
    frames += 1;
    Reflect.apply(setTransform, context, given);
  };
  context.setTransform = counting as typeof setTransform;
  return () => frames;
}

/** A frame later: whatever a key or a pointer asked for is drawn. */
const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

test('it is closed until it is wanted; its headline says what doing things at once was good for', async () => {
  const run = createFakeRun({ images: 60 });
  run.finish();
  app.trace = run.trace;
  showFinished(app, 60);
  await expect.element(page.getByText(/^\d+ × faster than one at a time$/)).toBeVisible();
  expect(document.querySelector('canvas')).toBeNull();
});

test('keys zoom, move and show all again', async () => {
  const canvas = await openFinished();
  // The way to it may have led the pointer across it.
  await userEvent.unhover(canvas);
  await drawn();
  const whole = pixelsOf(canvas);
  canvas.focus();
  const seen = [whole];
  for (const key of ['+', '{ArrowRight}', '{Home}', '{End}', '-']) {
    await userEvent.keyboard(key);
    await drawn();
    seen.push(pixelsOf(canvas));
  }
  // Pressed twice, an end is the same end.
  await userEvent.keyboard('{End}');
  await drawn();
  const end = pixelsOf(canvas);
  await userEvent.keyboard('{End}');
  await drawn();
  expect(pixelsOf(canvas)).toBe(end);
  expect(new Set(seen.slice(0, 5)).size).toBe(5);
  await button('Show all').click();
  await userEvent.unhover(canvas);
  await expect.poll(() => pixelsOf(canvas)).toBe(whole);
});

test('the wheel scrolls the page until the timeline has the focus; with Ctrl it always zooms', async () => {
  const canvas = await openFinished();
  const wheel = (ctrlKey: boolean) => {
    const { left, top } = canvas.getBoundingClientRect();
    const event = new WheelEvent('wheel', {
      ...{ deltaY: -200, ctrlKey, clientX: left + 300, clientY: top + 60 },
      ...{ bubbles: true, cancelable: true },
    });
    canvas.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(wheel(false)).toBe(false);
  expect(wheel(true)).toBe(true);
  canvas.focus();
  const before = pixelsOf(canvas);
  expect(wheel(false)).toBe(true);
  await drawn();
  expect(pixelsOf(canvas)).not.toBe(before);
});

test('dragging moves what is seen', async () => {
  const canvas = await openFinished();
  canvas.focus();
  await userEvent.keyboard('+++');
  await drawn();
  const before = pixelsOf(canvas);
  const { left, top } = canvas.getBoundingClientRect();
  const point = (type: string, x: number, buttons: number) =>
    canvas.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        pointerType: 'mouse',
        buttons,
        clientX: left + x,
        clientY: top + 4,
        bubbles: true,
      }),
    );
  canvas.setPointerCapture = () => {};
  point('pointerdown', 400, 1);
  point('pointermove', 300, 1);
  point('pointerup', 300, 0);
  await drawn();
  const moved = pixelsOf(canvas);
  expect(moved).not.toBe(before);
  // Released, it stays.
  point('pointermove', 500, 0);
  await drawn();
  expect(pixelsOf(canvas)).toBe(moved);
});

test('the pointer is told the image, the stage and how long it took', async () => {
  const canvas = await openFinished();
  await userEvent.hover(canvas, { position: { x: 60, y: 52 } });
  await expect.element(page.getByText(/^Download: \d+ ms$/)).toBeVisible();
  await expect.element(page.getByText(/^began at .* · photos\.example\.com$/)).toBeVisible();
  await userEvent.hover(canvas, { position: { x: 400, y: 4 } });
  await expect.poll(() => page.getByText(/^Download: \d+ ms$/).elements()).toHaveLength(0);
});

test('what is looked for stands out, and is counted', async () => {
  const canvas = await openFinished();
  const all = pixelsOf(canvas);
  await page.getByRole('searchbox', { name: 'Find in timeline' }).fill('harbour');
  await expect.element(page.getByText('8 images found')).toBeInTheDocument();
  await expect.poll(() => pixelsOf(canvas)).not.toBe(all);
  await page.getByRole('searchbox', { name: 'Find in timeline' }).fill('');
  await expect.poll(() => pixelsOf(canvas)).toBe(all);
  await button('Only failed').click();
  await expect.poll(() => pixelsOf(canvas)).not.toBe(all);
});

test('the table says the same in numbers', async () => {
  await openFinished();
  await button('As a table').click();
  const table = page.getByRole('table', { name: 'Work by stage' });
  await expect.element(table.getByRole('row', { name: /^Workers 4 60 0 / })).toBeVisible();
  await expect.element(table.getByRole('row', { name: /^Uploads 6 60 0 / })).toBeVisible();
});

test('the trace can be saved', async () => {
  await openFinished();
  await button('Save trace').click();
  expect(app.calls.downloadTrace).toHaveLength(1);
});

test('while the run goes on it is drawn again and again; when it is closed, not at all', async () => {
  const run = createFakeRun({ images: 1000 });
  run.advance(500);
  let looks = 0;
  app.trace = {
    ...run.trace,
    nowMs() {
      looks += 1;
      return run.trace.nowMs();
    },
  };
  showRunning(app);
  const canvas = await open();
  const before = pixelsOf(canvas);
  run.advance(900);
  await expect.poll(() => pixelsOf(canvas)).not.toBe(before);
  await page.getByRole('heading', { name: 'Timeline' }).click();
  await expect.poll(() => document.querySelector('canvas')).toBeNull();
  await drawn();
  const looked = looks;
  await drawn();
  expect(looks).toBe(looked);
});

test('while the run is paused it is drawn only when there is something new', async () => {
  const run = createFakeRun({ images: 1000 });
  run.advance(500);
  app.trace = run.trace;
  showRunning(app);
  const canvas = await open();
  app.actions.pause();
  await expect.element(button('Resume')).toBeVisible();
  await drawn();
  const frames = countFrames(canvas);
  await drawn();
  expect(frames()).toBe(0);
  // What was under way comes to its end.
  run.advance(900);
  app.show({ run: { ...app.view().run } });
  await expect.poll(frames).toBe(1);
  await drawn();
  expect(frames()).toBe(1);
});

test('nothing about it keeps anyone out, in either theme, wide or narrow', async () => {
  // A colour on its way from one theme to the other has no contrast to speak of.
  for (const motion of ['--quick', '--calm']) document.documentElement.style.setProperty(motion, '0s');
  const canvas = await openFinished();
  await button('As a table').click();
  const section = canvas.closest('details') ?? canvas;
  for (const scheme of ['light', 'dark']) {
    document.documentElement.style.colorScheme = scheme;
    for (const width of [1280, 390]) {
      await page.viewport(width, 900);
      await drawn();
      const { violations } = await axe.run(section, { resultTypes: ['violations'] });
      expect(violations.map(({ id, nodes }) => `${scheme} ${width} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    }
  }
  document.documentElement.removeAttribute('style');
});
