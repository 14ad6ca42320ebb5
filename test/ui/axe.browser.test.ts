import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { setStage } from './stage.ts';
import { states } from './states.ts';

let clear = () => {};
afterEach(() => clear());

const looks = (['light', 'dark'] as const).flatMap((scheme) => [
  { scheme, width: 1280 },
  { scheme, width: 360 },
]);

for (const [name, show] of Object.entries(states)) {
  test(`${name}: no axe violation in either theme, wide or narrow`, async () => {
    await page.viewport(1280, 900);
    const stage = setStage();
    clear = stage.clear;
    await show(stage.app);
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
