import { expect } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { FakeApp } from './fake-app.ts';
import { showFailing, showFinished, showRunning, showTried, showTyped } from './scenes.ts';
import { button, grid } from './stage.ts';
import { createFakeRun } from './traces.ts';

/** Every state of the page that looks different: brings it about, and waits until it is there to be judged. */
export const states: Record<string, (app: FakeApp) => Promise<void>> = {
  async empty() {
    await expect.element(page.getByText('No images yet')).toBeVisible();
  },
  async typed(app) {
    showTyped(app);
    await page.getByText('1 line was rejected').click();
    await page.getByText('More options').click();
    await expect.element(page.getByRole('textbox', { name: 'Upload URL template' })).toBeVisible();
    await expect.element(page.getByRole('group', { name: 'Size 3' })).toBeVisible();
  },
  async running(app) {
    showRunning(app);
    await page.getByText('2 need attention').click();
    await expect.element(grid).toBeVisible();
  },
  async paused(app) {
    showRunning(app);
    app.show({ run: { ...app.view().run, phase: 'paused', remainingMs: null } });
    await expect.element(button('Resume')).toBeVisible();
    await expect.element(grid).toBeVisible();
  },
  async finished(app) {
    showFinished(app);
    await expect.element(grid).toBeVisible();
  },
  async pictures(app) {
    showFinished(app);
    await button('Pictures').click();
    await expect.element(grid).toHaveAttribute('data-layout', 'pictures');
  },
  async failing(app) {
    showFailing(app);
    await expect.element(grid).toBeVisible();
  },
  async detail(app) {
    showFinished(app);
    await grid.getByRole('row').nth(1).click();
    await expect.element(page.getByRole('dialog').getByRole('img').nth(2)).toBeVisible();
  },
  async 'detail of a failure'(app) {
    showFinished(app);
    await grid.getByRole('row').nth(6).click();
    await expect.element(page.getByRole('dialog')).toBeVisible();
  },
  async tried(app) {
    await showTried(app);
    await expect.element(page.getByRole('dialog', { name: 'The first image, tried' })).toBeVisible();
    await expect.element(page.getByText('After: 8.6 kB')).toBeVisible();
  },
  async timeline(app) {
    const run = createFakeRun({ images: 26 });
    run.finish();
    app.trace = run.trace;
    showFinished(app);
    await page.getByRole('heading', { name: 'Timeline' }).click();
    await button('As a table').click();
    await expect.element(page.getByRole('table', { name: /stage/i })).toBeVisible();
    await expect.element(grid).toBeVisible();
  },
  async help() {
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog')).toBeVisible();
  },
};
