import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { mountPage } from '../../src/ui/page.tsx';
import { createFakeApp, type FakeApp } from './fake-app.ts';
import { showFailing, showFinished, showRunning, showTried, showTyped } from './scenes.ts';

let app: FakeApp;
let root: HTMLElement;
let unmount: () => void;

beforeEach(() => {
  app = createFakeApp();
  root = document.createElement('div');
  document.body.append(root);
  document.documentElement.lang = 'en';
  // A colour on its way from one theme to the other has no contrast to speak of.
  for (const motion of ['--quick', '--calm']) document.documentElement.style.setProperty(motion, '0s');
  unmount = mountPage(root, app);
});

afterEach(() => {
  unmount();
  root.remove();
  document.documentElement.removeAttribute('style');
});

const grid = page.getByRole('grid', { name: 'Items' });

/** Every state that looks different, and what has to be there before it is judged. */
const scenes: Record<string, () => Promise<void>> = {
  empty: async () => {
    await expect.element(page.getByText('No images yet')).toBeVisible();
  },
  typed: async () => {
    showTyped(app);
    await page.getByText('1 line was rejected').click();
    await page.getByText('More options').click();
    await expect.element(page.getByRole('textbox', { name: 'Upload URL template' })).toBeVisible();
  },
  running: async () => {
    showRunning(app);
    await page.getByText('2 need attention').click();
    await expect.element(grid).toBeVisible();
  },
  finished: async () => {
    showFinished(app);
    await page.getByRole('button', { name: 'Pictures' }).click();
    await expect.element(grid).toBeVisible();
  },
  failing: async () => {
    showFailing(app);
    await expect.element(grid).toBeVisible();
  },
  detail: async () => {
    showFinished(app);
    await grid.getByRole('row').nth(6).click();
    await expect.element(page.getByRole('dialog')).toBeVisible();
  },
  tried: async () => {
    await showTried(app);
    await expect.element(page.getByRole('dialog', { name: 'The first image, tried' })).toBeVisible();
    await expect.element(page.getByText('After: 8.6 kB')).toBeVisible();
  },
  help: async () => {
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog')).toBeVisible();
  },
};

const looks = (['light', 'dark'] as const).flatMap((scheme) => [
  { scheme, width: 1280 },
  { scheme, width: 360 },
]);

for (const [name, show] of Object.entries(scenes)) {
  test(`${name}: no axe violation in either theme, wide or narrow`, async () => {
    await page.viewport(1280, 900);
    await show();
    for (const { scheme, width } of looks) {
      await page.viewport(width, 900);
      document.documentElement.style.colorScheme = scheme;
      const { violations } = await axe.run(document, { resultTypes: ['violations'] });
      const found = violations.map(
        ({ id, nodes }) => `${scheme} ${width} ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
      );
      expect(found).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    }
  });
}
