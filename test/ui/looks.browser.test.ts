import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cdp, commands, page, server } from 'vitest/browser';
import { createBarFont } from './bar-font.ts';
import { brokenRules } from './layout-rules.ts';
import { cellPx, cellsLimit, differences, toCells, toPixels, toPng } from './likeness.ts';
import { prefer } from './media.ts';
import { setStage } from './stage.ts';
import { states } from './states.ts';

/**
 * What the page looks like, compared with pictures that a person has seen and found good (`looks/`).
 *
 * The machines that run this have other fonts and another Chromium. So the text is set in a font of our own, made of
 * bars, that takes the same room everywhere; the pictures are kept at an eighth, where neither smoothing nor the
 * browser's own check boxes tell, but a moved button, a missing line or another colour do; and what must hold with any
 * font (nothing cut off, nothing on top of another, nothing beyond the window) is measured, not compared. How the page
 * really looks is for eyes: `npm run pictures`.
 *
 * After a change that is meant to be seen: run this with `-u`, and look at what changed in `looks/` before it is kept.
 */
const screens = [
  { width: 1280, height: 1100 },
  { width: 390, height: 1800 },
];
/** From the smallest that the page is made for to a large desktop, and where its columns change: only measured. */
const otherWidths = [360, 768, 960, 2560];
const themes = ['light', 'dark'] as const;

const style = {
  '--quick': '0s',
  '--calm': '0s',
  '--font': 'Bars',
  '--font-mono': 'Bars Mono',
  // Letters where they belong to the fraction of a pixel, whatever the machine thinks of hinting.
  'text-rendering': 'geometricPrecision',
};

beforeAll(async () => {
  const faces = [
    new FontFace('Bars', createBarFont({ monospaced: false }), { weight: '100 900' }),
    new FontFace('Bars Mono', createBarFont({ monospaced: true }), { weight: '100 900' }),
  ];
  for (const face of faces) document.fonts.add(await face.load());
});

let clear = () => {};
afterEach(() => clear());
afterAll(() => prefer('prefers-color-scheme', ''));

describe.each(Object.keys(states))('%s', (state) => {
  test.each(screens)('at $width pixels', async ({ width, height }) => {
    await page.viewport(width, height);
    const stage = setStage(style);
    clear = stage.clear;
    await states[state]?.(stage.app);
    await settled();
    expect(brokenRules(document)).toEqual([]);
    for (const theme of themes) {
      await prefer('prefers-color-scheme', theme);
      await frames();
      await expectLook(`${state.replaceAll(' ', '-')}-${width}-${theme}`);
    }
  });

  test('everything in its place at all other widths', async () => {
    const stage = setStage(style);
    clear = stage.clear;
    await page.viewport(1280, 1100);
    await states[state]?.(stage.app);
    for (const width of otherWidths) {
      await page.viewport(width, 1100);
      await settled();
      expect(brokenRules(document), `${width} pixels`).toEqual([]);
    }
  });
});

/** Every thumbnail is there and decoded; the page stands at its top, and the pointer on nothing. */
async function settled() {
  await cdp().send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 1279, y: 1799 });
  const missing = '[data-state="done"] [class*="blank"]';
  await expect.poll(() => document.querySelectorAll(missing).length).toBe(0);
  await Promise.all([...document.images].map((image) => image.decode()));
  scrollTo(0, 0);
  await frames();
}

/** A change is drawn by the frame after the next at the latest, on a canvas too. */
const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

async function expectLook(name: string) {
  const path = `test/ui/looks/${name}.png`;
  const now = await toCells(fromBase64(await page.screenshot({ save: false })), innerWidth, innerHeight);
  const kept = await readPicture(path);
  if (kept === null || server.config.snapshotOptions.updateSnapshot === 'all') {
    if (server.config.snapshotOptions.updateSnapshot === 'none')
      throw new Error(`There is no ${path} to compare with.`);
    return commands.writeFile(path, await toBase64(await toPng(now)), 'base64');
  }
  const differing = differences(now, toPixels(await createImageBitmap(kept)));
  if (differing.length <= cellsLimit) return;
  const seen = `node_modules/.cache/looks/${name}.png`;
  await commands.writeFile(seen, await toBase64(await toPng(now)), 'base64');
  const [first] = differing;
  const where = `${differing.length} squares of ${cellPx} pixels differ, the first at ${first?.x}, ${first?.y}`;
  expect.fail(`${name} looks different: ${where}. Compare ${path} with ${seen}.`);
}

async function readPicture(path: string): Promise<Blob | null> {
  try {
    return fromBase64(await commands.readFile(path, 'base64'));
  } catch {
    return null;
  }
}

const fromBase64 = (text: string) =>
  new Blob([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], { type: 'image/png' });

async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}
