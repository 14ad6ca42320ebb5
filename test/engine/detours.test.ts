import { describe, expect, test } from 'vitest';
import {
  comparisons,
  crawlFactor,
  crawlFactorOfCanvas,
  createDetours,
  type Detour,
  failuresInRow,
  isSlow,
  lossesOfLast,
  type Passage,
} from '../../src/engine/detours.ts';
import type { Route } from '../../src/engine/route.ts';

function createScene(known: readonly Detour[] = []) {
  const told: Detour[] = [];
  const detours = createDetours(known, (detour) => told.push(detour));
  const passed = (change: Partial<Passage>, times = 1) => {
    for (let time = 0; time < times; time += 1) {
      detours.passed({ kind: 'jpeg', drew: 'vips', fellThrough: [], lost: null, ...change });
    }
  };
  const timed = (...all: Partial<Record<Route, number>>[]) => {
    for (const times of all) detours.timed('jpeg', new Map(Object.entries(times) as [Route, number][]));
  };
  return { detours, told, passed, timed };
}

const fell = { fellThrough: ['quick-jpeg'] } as const;
const quickIsOff: Detour = { kind: 'jpeg', route: 'quick-jpeg', why: 'failing', instead: 'vips' };

describe('a route that fails', () => {
  test('is switched off after so many failures in a row, not one earlier, and is told once', () => {
    const { told, passed, detours } = createScene();
    passed(fell, failuresInRow - 1);
    expect(told).toEqual([]);
    passed(fell, 5);
    expect(told).toEqual([quickIsOff]);
    expect(detours.of('jpeg')).toEqual([quickIsOff]);
  });

  test('stays if it drew one of them: then others would be drawn another way than without an interruption', () => {
    const { told, passed } = createScene();
    for (let round = 0; round < 10; round += 1) {
      passed(fell, failuresInRow - 1);
      passed({ drew: 'quick-jpeg' });
    }
    expect(told).toEqual([]);
  });

  test('goes for pictures of this kind only', () => {
    const { detours, passed } = createScene();
    passed({ kind: 'avif', drew: 'vips', fellThrough: ['platform'] }, failuresInRow);
    expect(detours.of('avif')).toHaveLength(1);
    expect(detours.of('bmp')).toEqual([]);
  });

  test('stays if what drew the pictures has been switched off meanwhile', () => {
    const { told, passed } = createScene([{ kind: 'jpeg', route: 'vips', why: 'crawling', instead: 'canvas' }]);
    passed(fell, 2 * failuresInRow);
    expect(told).toEqual([]);
  });
});

describe('a route that costs engines', () => {
  const lost = { lost: 'quick-jpeg' } as const;

  test('is switched off although it draws in between', () => {
    const { told, passed } = createScene();
    for (let loss = 1; loss < lossesOfLast.losses; loss += 1) {
      passed(lost);
      passed({ drew: 'quick-jpeg' }, 2);
    }
    expect(told).toEqual([]);
    passed(lost);
    expect(told).toEqual([quickIsOff]);
  });

  test('stays if that happens rarely', () => {
    const { told, passed } = createScene();
    for (let round = 0; round < 20; round += 1) {
      passed(lost);
      passed({ drew: 'quick-jpeg' }, lossesOfLast.last / 2);
    }
    expect(told).toEqual([]);
  });
});

describe('a route that crawls', () => {
  test('is switched off once it was far slower on several pictures', () => {
    const { told, timed, detours } = createScene();
    const times = { vips: 800, 'platform-jpeg': 800 / crawlFactor };
    for (let count = 1; count < comparisons; count += 1) timed(times);
    expect(told).toEqual([]);
    timed(times);
    expect(told).toEqual([{ kind: 'jpeg', route: 'vips', why: 'crawling', instead: 'platform-jpeg' }]);
    expect(detours.wantsTimes('jpeg', 60_000, 1e6)).toBe(false);
  });

  test('all that crawl go at once, and the canvas draws', () => {
    const { told, timed } = createScene();
    timed(...Array(comparisons).fill({ 'quick-jpeg': 3000, 'platform-jpeg': 2500, vips: 9000, canvas: 90 }));
    expect(told.map(({ route, instead }) => [route, instead])).toEqual([
      ['quick-jpeg', 'canvas'],
      ['platform-jpeg', 'canvas'],
      ['vips', 'canvas'],
    ]);
  });

  test('what is told to come instead is what will be asked next, be another one quicker or not', () => {
    const { told, timed } = createScene();
    timed(...Array(comparisons).fill({ platform: 4000, vips: 600, canvas: 60 }));
    expect(told.map(({ route, instead }) => [route, instead])).toEqual([['platform', 'vips']]);
  });

  test.each<[string, Partial<Record<Route, number>>[]]>([
    ['it is not so much slower', Array(comparisons).fill({ vips: 799, platform: 100 })],
    [
      'only some pictures were slow',
      [...Array(comparisons - 1).fill({ vips: 900, platform: 100 }), { vips: 500, platform: 100 }],
    ],
    ['the other could not draw one', [...Array(comparisons - 1).fill({ vips: 900, platform: 100 }), { vips: 900 }]],
    [
      'only the canvas is quicker, and not so much',
      Array(comparisons).fill({ vips: 100 * crawlFactorOfCanvas - 1, canvas: 100 }),
    ],
    ['it is the canvas', Array(comparisons).fill({ canvas: 9000, vips: 100 })],
    ['there is nothing else', Array(comparisons).fill({ vips: 60_000 })],
  ])('stays if %s', (_, all) => {
    const { told, timed } = createScene();
    timed(...all);
    expect(told).toEqual([]);
  });

  test.each([
    [0.02, 400, false],
    [0.02, 600, true],
    [6, 330, false],
    [6, 1900, false],
    [6, 2100, true],
  ])('%f MP in %i ms: suspicious is %s', (megapixels, ms, expected) => {
    expect(isSlow(ms, megapixels * 1e6)).toBe(expected);
    expect(createScene().detours.wantsTimes('png', ms, megapixels * 1e6)).toBe(expected);
  });
});

test('what is known from before is in force, and told to nobody', () => {
  const { detours, told, passed } = createScene([quickIsOff]);
  expect(detours.of('jpeg')).toEqual([quickIsOff]);
  passed(fell, 2 * failuresInRow);
  expect(told).toEqual([]);
  expect(detours.of('jpeg')).toEqual([quickIsOff]);
});
