import { expect, test } from 'vitest';
import { defaultLimits } from '../../src/core/limits.ts';
import { defaultRecipe } from '../../src/core/recipe.ts';
import { compileVips } from '../../src/engine/module.ts';
import { spawnEngine } from '../../src/engine/spawn.ts';

declare const __VIPS_FOLDER__: string;

test('renders', async () => {
  const vipsFolder = new URL(`/${__VIPS_FOLDER__}`, location.href).href;
  const t0 = performance.now();
  const module = await compileVips(vipsFolder);
  const engine = spawnEngine({ vipsFolder, module, limits: defaultLimits });
  expect(await engine.started).toEqual({ ok: true, value: undefined });
  const t1 = performance.now();
  const bytes = await (await fetch('/samples/black-canyon.jpg')).arrayBuffer();
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const result = await engine.render({
    bytes,
    head: {
      kind: 'jpeg',
      width: bitmap.width,
      height: bitmap.height,
      orientation: 1,
      progressive: false,
      alpha: false,
      frames: 1,
      depth: 8,
      colour: 'rgb',
      profile: 'none',
    },
    recipe: defaultRecipe,
  });
  console.log(t1 - t0, performance.now() - t1, JSON.stringify(result), engine.health());
  expect(result.ok).toBe(true);
  engine.terminate();
});
