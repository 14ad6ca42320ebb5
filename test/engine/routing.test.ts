import { describe, expect, test } from 'vitest';
import { defaultRecipe } from '../../src/core/recipe.ts';
import { comparisons, type Detour, failuresInRow, lossesOfLast } from '../../src/engine/detours.ts';
import type { Route } from '../../src/engine/route.ts';
import { createRouting, knownDetours } from '../../src/engine/routing.ts';
import { createFakeClock, settled } from './fake-clock.ts';
import { createFakeStudio, type Deed, imageOf } from './fake-decoders.ts';

const never = new AbortController().signal;

function createScene(deed: (route: Route, image: number) => Deed, known: readonly Detour[] = []) {
  const clock = createFakeClock();
  const { pool, tried } = createFakeStudio(clock, deed);
  const told: Detour[] = [];
  const routing = createRouting({ pool, known, onDetour: (detour) => told.push(detour) });
  /** One after the other, from `first` on. */
  const drawAll = async (count: number, first = 0, head: Parameters<typeof imageOf>[1] = {}) => {
    const results: Awaited<ReturnType<typeof routing.run>>[] = [];
    for (let image = first; image < first + count; image += 1) {
      void routing.run(imageOf(image, head), never).then((result) => results.push(result));
      await clock.advance(500_000);
    }
    return results;
  };
  const routesOf = (results: Awaited<ReturnType<typeof drawAll>>) =>
    results.map((result) => (result.ok ? result.value.source.route : result.failure.code));
  return { clock, pool, tried, told, routing, drawAll, routesOf };
}

const quickFails = (route: Route): Deed => (route === 'quick-jpeg' ? 'fails' : 10);

test('while all is well nothing is asked twice, and nothing is written down', async () => {
  const { drawAll, tried, told } = createScene(() => 50);
  const results = await drawAll(30);
  expect(tried.map(({ route }) => route)).toEqual(Array(30).fill('quick-jpeg'));
  expect(told).toEqual([]);
  for (const result of results) expect(result).not.toHaveProperty('value.source.detours');
});

test('a route that always fails is asked no more, and each later picture says so', async () => {
  const { drawAll, tried, told } = createScene(quickFails);
  const results = await drawAll(failuresInRow + 3);
  const detour = { route: 'quick-jpeg', why: 'failing', instead: 'platform-jpeg' };
  expect(told).toEqual([{ kind: 'jpeg', ...detour }]);
  expect(tried.filter(({ route }) => route === 'quick-jpeg')).toHaveLength(failuresInRow);
  expect(results.map((result) => result.ok && result.value.source.detours)).toEqual([
    ...Array(failuresInRow).fill(undefined),
    ...Array(3).fill([detour]),
  ]);
});

test('a picture that no route can draw is no one’s fault', async () => {
  const { drawAll, told } = createScene(() => 'fails');
  await drawAll(3 * failuresInRow);
  expect(told).toEqual([]);
});

describe('a route that takes its engines with it', () => {
  const quickKills = (route: Route): Deed => (route === 'quick-jpeg' ? 'kills' : 10);

  test('costs two of them, then another route draws the picture; soon it is asked no more', async () => {
    const { drawAll, routesOf, tried, told } = createScene(quickKills);
    const results = await drawAll(lossesOfLast.losses + 2);
    expect(routesOf(results)).toEqual(Array(lossesOfLast.losses + 2).fill('platform-jpeg'));
    expect(told).toEqual([{ kind: 'jpeg', route: 'quick-jpeg', why: 'failing', instead: 'platform-jpeg' }]);
    expect(tried.filter(({ route }) => route === 'quick-jpeg')).toHaveLength(2 * lossesOfLast.losses);
  });

  test('and is the only one for its kind is never switched off: the picture fails, as it would have', async () => {
    const { drawAll, routesOf, told, tried } = createScene(() => 'kills');
    expect(routesOf(await drawAll(10, 0, { kind: 'svg' }))).toEqual(Array(10).fill('engine-lost'));
    expect(told).toEqual([]);
    expect(tried).toHaveLength(20);
  });

  test('once, by chance, changes nothing: the picture is drawn by the same route on another engine', async () => {
    let deaths = 0;
    const { drawAll, routesOf } = createScene((route) => {
      if (route === 'quick-jpeg' && deaths === 0) {
        deaths += 1;
        return 'kills';
      }
      return 10;
    });
    expect(routesOf(await drawAll(1))).toEqual(['quick-jpeg']);
  });

  test('and no way around leads there: what happened at first is the answer', async () => {
    const { drawAll, routesOf } = createScene((route) => (route === 'quick-jpeg' ? 'kills' : 'fails'));
    expect(routesOf(await drawAll(1))).toEqual(['engine-lost']);
  });

  test('is not looked at further when the user has cancelled', async () => {
    const { clock, routing, tried } = createScene((route) => (route === 'quick-jpeg' ? 5_000 : 10));
    const ending = new AbortController();
    const answer = routing.run(imageOf(1), ending.signal);
    await clock.advance(100);
    ending.abort();
    await settled();
    expect(await answer).toEqual({ ok: false, failure: { code: 'engine-lost', reason: 'cancelled' } });
    expect(tried).toHaveLength(1);
  });
});

describe('where all of wasm-vips crawls', () => {
  const safari = (route: Route): Deed => (route === 'canvas' ? 90 : 8_000);

  test('the ways are compared on a few pictures, without a change to these, then the canvas draws', async () => {
    const { drawAll, routesOf, told, tried } = createScene(safari);
    const routes = routesOf(await drawAll(comparisons + 2));
    expect(routes).toEqual([...Array(comparisons).fill('quick-jpeg'), 'canvas', 'canvas']);
    expect(told.map(({ route, why, instead }) => [route, why, instead])).toEqual([
      ['quick-jpeg', 'crawling', 'canvas'],
      ['platform-jpeg', 'crawling', 'canvas'],
      ['vips', 'crawling', 'canvas'],
    ]);
    expect(tried).toHaveLength(comparisons * 4 + 2);
  });

  test('what is compared is the picture itself, although its memory is used again once it is drawn', async () => {
    const { clock, routing, tried } = createScene(safari);
    const request = imageOf(7);
    void routing.run(request, never).then(() => request.bytes.fill(99));
    await clock.advance(500_000);
    expect(tried.map(({ image }) => image)).toEqual([7, 7, 7, 7]);
  });

  test.each([
    ['TIFF, which the canvas cannot open', { kind: 'tiff' } as const, 'vips'],
    ['SVG', { kind: 'svg' } as const, 'svg'],
  ])('%s goes on as it is', async (_, head, route) => {
    const { drawAll, routesOf, told } = createScene(safari);
    expect(routesOf(await drawAll(8, 0, head))).toEqual(Array(8).fill(route));
    expect(told).toEqual([]);
  });

  test('what is to become AVIF, or stay an animation, does so too', async () => {
    for (const [head, change] of [
      [{}, { format: 'avif' }],
      [{ kind: 'gif', frames: 3 }, { animation: 'keep' }],
    ] as const) {
      const { clock, routing, told } = createScene(safari);
      for (let image = 0; image < 6; image += 1) {
        const { recipe, ...request } = imageOf(image, head);
        void routing.run({ ...request, recipe: { ...recipe, ...defaultRecipe, ...change } }, never);
        await clock.advance(500_000);
      }
      expect(told).toEqual([]);
    }
  });
});

test('a machine that is slow at everything switches nothing off, and compares only a few times', async () => {
  const { drawAll, told, tried } = createScene(() => 5_000);
  await drawAll(20);
  expect(told).toEqual([]);
  expect(tried).toHaveLength(20 + comparisons * 3);
});

describe('interrupted and resumed', () => {
  const total = 40;
  const sourcesOf = (results: Awaited<ReturnType<ReturnType<typeof createScene>['drawAll']>>) =>
    results.flatMap((result) => (result.ok ? [result.value.source] : []));

  /** The routes of all pictures if the page is left after `at` of them, and what is written down is all that is left. */
  const drawInTwo = async (deed: (route: Route, image: number) => Deed, at: number) => {
    const before = sourcesOf(await createScene(deed).drawAll(at));
    const after = sourcesOf(await createScene(deed, knownDetours(before)).drawAll(total - at, at));
    return [...before, ...after].map(({ route }) => route);
  };

  test('a broken route: every picture goes the same way, wherever the run was cut', async () => {
    const whole = await drawInTwo(quickFails, total);
    for (let at = 0; at < total; at += 1) expect(await drawInTwo(quickFails, at)).toEqual(whole);
  });

  test('a route that was switched off stays so, although it would draw again', async () => {
    const recovers = (route: Route, image: number): Deed =>
      route === 'quick-jpeg' && image < failuresInRow ? 'fails' : 10;
    const whole = await drawInTwo(recovers, total);
    expect(whole).toEqual(Array(total).fill('platform-jpeg'));
    for (let at = failuresInRow + 1; at < total; at += 1) expect(await drawInTwo(recovers, at)).toEqual(whole);
  });

  test('notes of another version, about routes that there are no more, are nothing', () => {
    const detours = [{ route: 'abacus', why: 'failing', instead: 'vips' } as const];
    expect(knownDetours([{ kind: 'jpeg', detours }])).toEqual([]);
  });
});
