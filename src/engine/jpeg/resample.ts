import { remember } from '../remember.ts';
import type { Loops } from './loops.ts';
import type { Plane } from './planes.ts';

/** What is to be made of the samples along one side of a plane: `count` of them. */
export interface Axis {
  count: number;
  /** Samples of the plane to each new one. */
  step: number;
  /** The middle of the first one, measured in samples from the beginning of the plane, as its step is. */
  start: number;
}

/** Where the new samples go: `across` and `down` are the distances between neighbours; negative ones mirror. */
export interface Target {
  samples: number;
  across: number;
  down: number;
}

/** What `sumRows` and `sumAcross` need to know of an axis: for each new sample its first neighbour, and all weights. */
interface Filter {
  readonly firsts: Uint32Array;
  readonly weights: Uint16Array;
  readonly taps: number;
}

/**
 * Resizes a plane by Lanczos3, along both sides in one go. At its edges a plane goes on as it ends there. Between the two
 * passes samples are finer than bytes, which libvips' are not.
 */
export function resample(loops: Loops, plane: Plane, across: Axis, down: Axis, target: Target): void {
  const columns = toFilter(across, plane.across, 8, 4);
  const rows = toFilter(down, plane.down, 2, 1);
  const from = columns.firsts.reduce((least, first) => Math.min(least, first), plane.width);
  const to = columns.firsts.reduce((most, first) => Math.max(most, first), 0) + columns.taps;
  const firsts = loops.put(columns.firsts.map((first) => (first - from) * 2));
  const weights = loops.put(columns.weights);
  const rowWeights = loops.put(rows.weights);
  const row = loops.room((to - from + 16) * 2);
  for (let y = 0; y < down.count; y += 1) {
    const source = plane.samples + (rows.firsts[y] ?? 0) * plane.width + from;
    loops.sumRows(source, plane.width, rows.taps, rowWeights + y * rows.taps * 2, to - from, row);
    const place = target.samples + y * target.down;
    loops.sumAcross(row, firsts, weights, columns.taps, across.count, place, target.across);
  }
}

/** 1 as a weight. */
const one = 1 << 14;

/** Both planes of chroma have the same ones, and so have all pictures of one size: enough for six sizes of two formats. */
const filtersKept = 48;

const toFilter = remember(
  filtersKept,
  ({ count, step, start }: Axis, ...rest: [number, number, number]) => `${count} ${step} ${start} ${rest}`,
  makeFilter,
);

/**
 * @param extent samples that are there, in fractions
 * @param tapGroup taps are rounded up to a multiple of this, new samples to one of `group`
 */
function makeFilter({ count, step, start }: Axis, extent: number, tapGroup: number, group: number): Filter {
  const scale = Math.max(1, step);
  const reach = 3 * scale;
  const last = Math.ceil(extent) - 1;
  const spread = Math.min(last + 1, Math.floor(2 * reach) + 1);
  const taps = Math.ceil(spread / tapGroup) * tapGroup;
  const filter = {
    firsts: new Uint32Array(Math.ceil(count / group) * group),
    weights: new Uint16Array(Math.ceil(count / group) * group * taps),
    taps,
  };
  const exact = new Float64Array(taps);
  for (let index = 0; index < count; index += 1) {
    const centre = start + index * step - 0.5;
    const lowest = Math.ceil(centre - reach);
    const highest = Math.floor(centre + reach);
    const first = Math.max(0, Math.min(lowest, last + 1 - spread));
    exact.fill(0);
    let sum = 0;
    for (let at = lowest; at <= highest; at += 1) {
      const weight = lanczos((at - centre) / scale);
      const tap = Math.min(last, Math.max(0, at)) - first;
      exact[tap] = (exact[tap] ?? 0) + weight;
      sum += weight;
    }
    filter.firsts[index] = first;
    filter.weights.set(toWhole(exact, sum), index * taps);
  }
  return filter;
}

/** Weights that are whole numbers, and together exactly 1: what rounding leaves over goes to the heaviest. */
function toWhole(exact: Float64Array, sum: number): Int16Array {
  const whole = new Int16Array(exact.length);
  let rest = one;
  let heaviest = 0;
  for (let tap = 0; tap < exact.length; tap += 1) {
    whole[tap] = Math.round(((exact[tap] ?? 0) / sum) * one);
    rest -= whole[tap] ?? 0;
    if ((whole[tap] ?? 0) > (whole[heaviest] ?? 0)) heaviest = tap;
  }
  whole[heaviest] = (whole[heaviest] ?? 0) + rest;
  return whole;
}

function lanczos(x: number): number {
  if (x === 0) return 1;
  const angle = Math.PI * x;
  return (3 * Math.sin(angle) * Math.sin(angle / 3)) / (angle * angle);
}
