import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { prefer } from './media.ts';
import { setStage } from './stage.ts';
import { states } from './states.ts';

let clear = () => {};
afterEach(async () => {
  clear();
  await prefer('prefers-reduced-motion', '');
});

/** Brings the page into a state, and names all that took time to move there. */
async function movedIn(state: string): Promise<string[]> {
  const moved = new Set<string>();
  const watch = ({ target }: Event) => {
    for (const animation of document.getAnimations()) {
      const { duration = 0 } = animation.effect?.getComputedTiming() ?? {};
      if (Number(duration) > 0) moved.add(`<${(target as Element).localName}> ${(target as Element).className}`);
    }
  };
  document.addEventListener('animationstart', watch);
  document.addEventListener('transitionrun', watch);
  await page.viewport(1280, 900);
  // The page's own pace: other tests bring it to a halt.
  const stage = setStage({});
  clear = stage.clear;
  await states[state]?.(stage.app);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  document.removeEventListener('animationstart', watch);
  document.removeEventListener('transitionrun', watch);
  return [...moved];
}

test.each(Object.keys(states))('%s: nothing moves for people who asked for that', async (state) => {
  await prefer('prefers-reduced-motion', 'reduce');
  expect(await movedIn(state)).toEqual([]);
});

test('for others the detail slides in: what moves is seen', async () => {
  expect(await movedIn('detail')).not.toEqual([]);
});
