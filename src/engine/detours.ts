import type { ImageKind } from '../core/head.ts';
import type { Route } from './route.ts';

/** A route that is not taken any more for one kind of picture. */
export interface Detour {
  kind: ImageKind;
  route: Route;
  why: 'failing' | 'crawling';
  /** What proved able to do the same. */
  instead: Route;
}

/** How one picture came about although some routes failed. */
export interface Passage {
  kind: ImageKind;
  drew: Route;
  fellThrough: readonly Route[];
  /** The route on which every engine that tried was lost. */
  lost: Route | null;
}

/** Milliseconds that each route took for the same picture, in the order in which they are asked; who could not draw it is not there. */
export type Times = ReadonlyMap<Route, number>;

/**
 * Which routes are switched off, found out by what they do. A route goes only for pictures of the kind that it failed on or
 * crawled through, and only if another one that is still there drew the same pictures: none is ever the last.
 *
 * **What that means for the bytes.** Routes draw almost, but not quite the same picture, and a run must end in the same
 * files whether it was interrupted or not. So a route that merely fails is switched off only after it failed without a
 * break: as long as it goes on failing, the next route draws what it would have drawn anyway. Engines that are lost cost
 * seconds and crawling costs minutes: there the route goes although it might have drawn this picture or that. What
 * decides then is measured on this machine and cannot be repeated, so it is written down with every picture that was
 * made under it (`SourceFacts.detours`), and a run that is resumed goes on with it.
 */
export interface Detours {
  /** Those in force for pictures of this kind. */
  of(kind: ImageKind): readonly Detour[];
  passed(passage: Passage): void;
  /** Whether a picture that took so long is a reason to find out what the other routes would have taken. */
  wantsTimes(kind: ImageKind, ms: number, pixels: number): boolean;
  timed(kind: ImageKind, times: Times): void;
}

/** A route that failed on this many pictures in a row is broken. */
export const failuresInRow = 10;
/** Each costs two engines and up to two deadlines, so of as many pictures fewer are enough. */
export const lossesOfLast = { losses: 3, last: 10 } as const;

/** Pictures on which the routes are compared: one may be a hiccup of the machine's, three are a fact. */
export const comparisons = 3;
/**
 * A route crawls if it takes so many times as long as another one. The widest gap that is none is AVIF, for which libvips
 * takes five times as long as the browser. Safari 26.5 ran all of wasm-vips 160 times as slow (wasm-vips#121).
 */
export const crawlFactor = 8;
/** The canvas costs 2–5 dB, so it must be worth it. */
export const crawlFactorOfCanvas = 20;

/** Less is no crawl, whatever others take: on two cores 6 MP cost 0.05 s as JPEG or PNG. */
export function isSlow(ms: number, pixels: number): boolean {
  return ms > 500 + (250 * pixels) / 1e6;
}

type Outcome = 'drew' | 'fell-through' | 'lost';

/** @param known what a resumed run has switched off already */
export function createDetours(known: readonly Detour[], onDetour: (detour: Detour) => void): Detours {
  const detours = [...known];
  const outcomes = new Map<string, Outcome[]>();
  const allTimes = new Map<ImageKind, Times[]>();
  const isOff = (kind: ImageKind, route: Route) => detours.some((one) => one.kind === kind && one.route === route);

  function note({ kind, drew }: Passage, route: Route, outcome: Outcome): void {
    const key = `${kind} ${route}`;
    const last = [...(outcomes.get(key) ?? []), outcome].slice(-Math.max(failuresInRow, lossesOfLast.last));
    outcomes.set(key, last);
    if (outcome !== 'drew' && isFailing(last)) switchOff({ kind, route, why: 'failing', instead: drew });
  }

  /** Several pictures are under way at once: what comes back late must change nothing a second time. */
  function switchOff(detour: Detour): void {
    if (isOff(detour.kind, detour.route) || isOff(detour.kind, detour.instead)) return;
    detours.push(detour);
    onDetour(detour);
  }

  return {
    of: (kind) => detours.filter((detour) => detour.kind === kind),
    passed(passage) {
      note(passage, passage.drew, 'drew');
      for (const route of passage.fellThrough) note(passage, route, 'fell-through');
      if (passage.lost !== null) note(passage, passage.lost, 'lost');
    },
    wantsTimes: (kind, ms, pixels) => (allTimes.get(kind)?.length ?? 0) < comparisons && isSlow(ms, pixels),
    timed(kind, times) {
      const all = [...(allTimes.get(kind) ?? []), times];
      allTimes.set(kind, all);
      if (all.length < comparisons) return;
      for (const [route, instead] of findCrawling(all)) switchOff({ kind, route, why: 'crawling', instead });
    },
  };
}

function isFailing(outcomes: readonly Outcome[]): boolean {
  const { losses, last } = lossesOfLast;
  const isBroken = outcomes.length >= failuresInRow && outcomes.slice(-failuresInRow).every((one) => one !== 'drew');
  return isBroken || outcomes.slice(-last).filter((one) => one === 'lost').length >= losses;
}

/** The routes that took many times as long as another one on every picture, each with what is asked once they are gone. */
function findCrawling(all: readonly Times[]): [route: Route, instead: Route][] {
  // In the order in which they are asked.
  const routes = [...(all[0]?.keys() ?? [])];
  const crawling = routes.filter(
    (route) => route !== 'canvas' && routes.some((other) => all.every((times) => isFarQuicker(times, other, route))),
  );
  const [instead] = routes.filter((route) => !crawling.includes(route) && all.every((times) => times.has(route)));
  return instead === undefined ? [] : crawling.map((route) => [route, instead]);
}

function isFarQuicker(times: Times, other: Route, route: Route): boolean {
  const ms = times.get(route) ?? Number.POSITIVE_INFINITY;
  const factor = other === 'canvas' ? crawlFactorOfCanvas : crawlFactor;
  // Who cannot draw the picture is not slow, but unfit: that is for `isFailing` to judge.
  return ms < Number.POSITIVE_INFINITY && ms >= factor * (times.get(other) ?? Number.POSITIVE_INFINITY);
}
