import { expect, test, vi } from 'vitest';
import { createEngines } from '../../src/app/engines.ts';
import { defaultLimits } from '../../src/core/limits.ts';
import { defaultRecipe, type Recipe } from '../../src/core/recipe.ts';
import type { Routing } from '../../src/engine/routing.ts';
import { realClock } from '../engine/real-clock.ts';
import { fetchSample, headOf, paintFile, vipsFolder } from '../engine/studio.ts';

function draw(routing: Routing, file: ArrayBuffer, recipe: Partial<Recipe> = {}) {
  const request = { bytes: new Uint8Array(file), head: headOf(file), recipe: { ...defaultRecipe, ...recipe } };
  return routing.run(request, new AbortController().signal).then((result) => {
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    const { source, thumbnails } = result.value;
    return { route: source.route, digests: thumbnails.map(({ sha256 }) => sha256) };
  });
}

test('libvips is fetched and started for the first picture that needs it, and changes none of the others', async () => {
  const compile = vi.spyOn(WebAssembly, 'compileStreaming');
  const engines = createEngines({
    ...{ vipsFolder, clock: realClock, limits: defaultLimits },
    onChange: () => {},
    onCanvas: () => {},
  });
  const photo = await fetchSample('black-canyon');
  const square = await paintFile({ width: 400, height: 400 }, 'image/png', (pen) => pen.fillRect(0, 0, 200, 200));
  const routing = engines.route([], () => {});

  engines.warm({ libvips: false });
  const byLight = await draw(routing, photo);
  expect(byLight.route).toBe('jpeg-to-jpeg');
  expect(compile).not.toHaveBeenCalled();

  const mixed = await Promise.all([
    draw(routing, square),
    draw(routing, photo),
    draw(routing, photo, { format: 'webp' }),
  ]);
  expect(compile).toHaveBeenCalledTimes(1);
  expect(mixed.map(({ route }) => route)).toEqual(['quick-png', 'jpeg-to-jpeg', 'quick-jpeg']);
  expect(mixed[1]).toEqual(byLight);
  // By now on whole engines.
  expect(await draw(routing, photo)).toEqual(byLight);
  expect(engines.broken()).toBeNull();
});
