import { page } from 'vitest/browser';
import { mountPage } from '../../src/ui/page.tsx';
import { createFakeApp, type FakeApp } from './fake-app.ts';

/** The whole page on a fake app, in a document of its own. */
export interface Stage {
  app: FakeApp;
  /** Takes the page away and leaves the document as it was. */
  clear(): void;
}

/** Nothing moves: what is looked at in the midst of a change has neither the old look nor the new one. */
const still = { '--quick': '0s', '--calm': '0s' };

/** `style`: properties of the document for as long as the page is there, custom ones included. */
export function setStage(style: Record<string, string> = still): Stage {
  const app = createFakeApp();
  const root = document.createElement('div');
  document.body.append(root);
  for (const [name, value] of Object.entries(style)) document.documentElement.style.setProperty(name, value);
  const unmount = mountPage(root, app);
  document.documentElement.lang = 'en';
  return {
    app,
    clear() {
      unmount();
      root.remove();
      document.documentElement.removeAttribute('style');
    },
  };
}

/** The button of exactly this name. */
export const button = (name: string) => page.getByRole('button', { name, exact: true });

export const grid = page.getByRole('grid', { name: 'Items' });
