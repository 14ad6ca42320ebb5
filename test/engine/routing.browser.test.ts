import { afterEach, beforeAll, expect, test } from 'vitest';
import { defaultLimits } from '../../src/core/limits.ts';
import type { Rendering } from '../../src/core/ports.ts';
import { defaultRecipe } from '../../src/core/recipe.ts';
import { comparisons, type Detour, failuresInRow, lossesOfLast } from '../../src/engine/detours.ts';
import { compileVips } from '../../src/engine/module.ts';
import { createPool, type Pool } from '../../src/engine/pool.ts';
import type { Picture, RenderOrder, RenderRequest } from '../../src/engine/render.ts';
import { createRouting, type Routing } from '../../src/engine/routing.ts';
import { spawnEngine } from '../../src/engine/spawn.ts';
import type { Lameness } from './lame-decoder.ts';
import { realClock } from './real-clock.ts';
import { draw, fetchSample, headOf, startEngine, vipsFolder } from './studio.ts';

/** A small AVIF of our own making. */
let avif: RenderRequest;
beforeAll(async () => {
  const engine = await startEngine();
  const { first } = await draw(engine, await fetchSample('black-canyon'), { format: 'avif' });
  engine.terminate();
  avif = { bytes: new Uint8Array(first.bytes), head: headOf(first.bytes), recipe: defaultRecipe };
});

const pools: Pool<RenderOrder, Rendering<Picture>>[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

/** A run on real engines, in which the browser's AVIF decoder is lame. */
async function createScene(lameness: Lameness) {
  const module = await compileVips(vipsFolder);
  const pool = createPool<RenderOrder, Rendering<Picture>>({
    spawn: () =>
      spawnEngine(
        { vipsFolder, module, limits: defaultLimits },
        new Worker(new URL('./lame-worker.ts', import.meta.url), { type: 'module', name: lameness }),
      ),
    width: 1,
    clock: realClock,
    deadlineMs: 30_000,
    startMs: 30_000,
    recycleAfter: Number.POSITIVE_INFINITY,
    recycleAboveBytes: Number.POSITIVE_INFINITY,
  });
  pools.push(pool);
  const told: Detour[] = [];
  return { pool, told, routing: createRouting({ pool, known: [], onDetour: (detour) => told.push(detour) }) };
}

/** The route that the picture took, and the digest of what came of it. */
async function drawOne(routing: Routing): Promise<[route: string, sha256: string]> {
  const result = await routing.run(avif, new AbortController().signal);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return [result.value.source.route, result.value.thumbnails[0]?.sha256 ?? ''];
}

const platformIsOff = { kind: 'avif', route: 'platform', instead: 'vips' };

test('a decoder that fails is asked no more, and that changes no byte', async () => {
  const { told, routing } = await createScene('fails');
  const drawn: [string, string][] = [];
  for (let image = 0; image < failuresInRow + 2; image += 1) drawn.push(await drawOne(routing));
  expect(told).toEqual([{ ...platformIsOff, why: 'failing' }]);
  expect(new Set(drawn.map(([route]) => route))).toEqual(new Set(['vips']));
  expect(new Set(drawn.map(([, sha256]) => sha256)).size).toBe(1);
});

test('a decoder that takes its engines with it loses no picture, and is asked no more', async () => {
  const { pool, told, routing } = await createScene('kills');
  const routes: string[] = [];
  for (let image = 0; image < lossesOfLast.losses + 2; image += 1) routes.push((await drawOne(routing))[0]);
  expect(routes).toEqual(routes.map(() => 'vips'));
  expect(told).toEqual([{ ...platformIsOff, why: 'failing' }]);
  expect(pool.stats().lost).toBe(2 * lossesOfLast.losses);
});

test('a decoder that crawls is compared with the others on a few pictures, and is asked no more', async () => {
  const { told, routing } = await createScene('crawls');
  // One picture at a time is compared, so some are passed over.
  for (let image = 0; image < 4 * comparisons && told.length === 0; image += 1) {
    expect((await drawOne(routing))[0]).toBe('platform');
  }
  expect(told).toEqual([{ ...platformIsOff, why: 'crawling' }]);
  expect((await drawOne(routing))[0]).toBe('vips');
});
