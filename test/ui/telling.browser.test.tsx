import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { mountPage } from '../../src/ui/page.tsx';
import { createFakeApp, type FakeApp } from './fake-app.ts';
import { showFinished, showRunning } from './scenes.ts';

/** What the browser would have shown, and how often it was asked. */
const told: { title: string; body: string | undefined }[] = [];
let asked = 0;
let answer: NotificationPermission = 'granted';

class FakeNotification {
  onclick: (() => void) | null = null;
  constructor(title: string, { body }: NotificationOptions) {
    told.push({ title, body });
  }
  static async requestPermission(): Promise<NotificationPermission> {
    asked += 1;
    return answer;
  }
}

const own = Object.getOwnPropertyDescriptor(globalThis, 'Notification');
let app: FakeApp;
let root: HTMLElement;
let unmount: () => void;

beforeEach(() => {
  Object.defineProperty(globalThis, 'Notification', { configurable: true, value: FakeNotification });
  told.length = asked = 0;
  answer = 'granted';
  app = createFakeApp();
  root = document.createElement('div');
  document.body.append(root);
  unmount = mountPage(root, app);
});

afterEach(() => {
  unmount();
  root.remove();
  hide(false);
  if (own !== undefined) Object.defineProperty(globalThis, 'Notification', own);
});

const box = page.getByRole('checkbox', { name: 'Tell me when it is done' });
const status = page.getByRole('status', { name: 'Run status' });

function hide(isHidden: boolean) {
  Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
}

test('whoever asked for it and is elsewhere is told the end; the browser is asked only then', async () => {
  showRunning(app);
  await expect.element(box).not.toBeChecked();
  expect(asked).toBe(0);
  await box.click();
  expect(asked).toBe(1);
  hide(true);
  showFinished(app);
  await expect
    .poll(() => told)
    .toEqual([{ title: 'Thumbnail Maker', body: 'Finished: 24 done, 2 failed, 0 skipped, 0 cancelled' }]);
  await expect.element(box).not.toBeInTheDocument();
  showRunning(app);
  await expect.element(box).toBeChecked();
});

test('nobody is told who did not ask, or who is looking', async () => {
  showRunning(app);
  await expect.element(box).toBeVisible();
  hide(true);
  showFinished(app);
  await expect.element(status).toHaveTextContent('Finished');
  hide(false);
  showRunning(app);
  await box.click();
  showFinished(app);
  await expect.element(status).toHaveTextContent('Finished');
  expect(told).toEqual([]);
});

test('where the browser says no, the page says so', async () => {
  answer = 'denied';
  showRunning(app);
  await box.click();
  await expect.element(page.getByText('The browser blocks notifications of this page')).toBeVisible();
  await expect.element(box).not.toBeChecked();
});
