import axe from 'axe-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { createFakeApp } from './fake-app.ts';
import { showFinished } from './scenes.ts';
import { createFakeRun } from './traces.ts';

let unmount = () => {};
const app = createFakeApp();

beforeAll(async () => {
  // What the page says is chosen when its words are loaded: the browser has to be German before.
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['de-AT', 'en']);
  const { mountPage } = await import('../../src/ui/page.tsx');
  const root = document.createElement('div');
  document.body.append(root);
  document.title = 'Thumbnail Maker';
  for (const motion of ['--quick', '--calm']) document.documentElement.style.setProperty(motion, '0s');
  unmount = mountPage(root, app);
});

afterAll(() => {
  unmount();
  vi.restoreAllMocks();
});

async function expectGood(width: number) {
  await page.viewport(width, 900);
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  expect(violations.map(({ id, nodes }) => `${width} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
}

test('a browser that asks for German gets the whole page in German, and it stands as well as in English', async () => {
  await expect.element(page.getByRole('button', { name: 'Thumbnails erstellen' })).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'Bild-Links' })).toBeVisible();
  await expect.element(page.getByRole('status', { name: 'Überblick über die Liste' })).toBeVisible();
  expect(document.documentElement.lang).toBe('de');
  await expectGood(360);

  const run = createFakeRun({ images: 26 });
  run.finish();
  app.trace = run.trace;
  showFinished(app);
  await expect.element(page.getByRole('grid', { name: 'Einträge' })).toBeVisible();
  await expect.element(page.getByRole('status', { name: 'Stand des Durchlaufs' })).toHaveTextContent(/^Beendet: /);
  await page.getByText('Zeitleiste', { exact: true }).click();
  await expect.element(page.getByRole('button', { name: 'Aufzeichnung speichern' })).toBeVisible();
  await expectGood(360);
  await expectGood(1280);

  const text = document.body.textContent;
  for (const left of [
    'Make thumbnails',
    'Preset',
    'Quality',
    'Finished',
    'Download zip',
    'Filter by',
    'Timeline',
    'Retry',
  ]) {
    expect(text).not.toContain(left);
  }
});
