import { describe, expect, test } from 'vitest';
import { type Plan, planVariant, type Size } from '../../../src/core/geometry.ts';
import { squareVariant, widthVariant } from '../../../src/core/recipe.ts';
import { createLoops } from '../../../src/engine/jpeg/loops.ts';
import { type PlanarPicture, redraw } from '../../../src/engine/jpeg/picture.ts';
import { resample } from '../../bench/lanczos.ts';
import { createRandom } from '../../photos/random.ts';

const loops = createLoops();

/** Waves under a grain, as a grey picture of one plane. */
function paint({ width, height }: Size): Uint8Array<ArrayBuffer> {
  const random = createRandom(7);
  return Uint8Array.from({ length: width * height }, (_, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    return 128 + 60 * Math.sin(x / 5) + 40 * Math.sin(y / 3 + x / 20) + 25 * random();
  });
}

function toPicture(samples: Uint8Array<ArrayBuffer>, { width, height }: Size): PlanarPicture {
  return { width, height, planes: [{ samples: loops.put(samples), width, height, across: width, down: height }] };
}

/** The samples of a plane that are picture. */
function samplesOf({ planes }: PlanarPicture, index = 0): { samples: number[]; width: number; height: number } {
  const plane = planes[index];
  if (plane === undefined) throw new Error('no such plane');
  const { width, height, across, down } = plane;
  const all = loops.view(plane.samples, width * height);
  const size = { width: Math.ceil(across), height: Math.ceil(down) };
  const rows = Array.from({ length: size.height }, (_, y) => [...all.subarray(y * width, y * width + size.width)]);
  return { samples: rows.flat(), ...size };
}

function expectNear(own: readonly number[], reference: readonly number[], allowed: number): void {
  expect(own.length).toBe(reference.length);
  expect(Math.max(...own.map((value, index) => Math.abs(value - (reference[index] ?? 0))))).toBeLessThanOrEqual(
    allowed,
  );
}

/** Lanczos3 by the book of the whole, and then what the plan leaves of it. */
function byTheBook(pixels: Uint8Array, size: Size, { resize, framing, output }: Plan): number[] {
  const three = Uint8Array.from({ length: pixels.length * 3 }, (_, index) => pixels[Math.floor(index / 3)] ?? 0);
  const whole = resample({ data: three, ...size }, resize);
  const { left, top } = framing.tag === 'crop' ? framing : { left: 0, top: 0 };
  return Array.from({ length: output.width * output.height }, (_, index) => {
    const x = left + (index % output.width);
    const y = top + Math.floor(index / output.width);
    return Math.min(255, Math.max(0, whole[(y * resize.width + x) * 3] ?? 0));
  });
}

describe.each<[string, Size, Plan]>([
  ['a little smaller', { width: 150, height: 91 }, planVariant({ width: 150, height: 91 }, widthVariant(110))],
  ['much smaller', { width: 333, height: 200 }, planVariant({ width: 333, height: 200 }, widthVariant(20))],
  ['to one pixel', { width: 90, height: 50 }, planVariant({ width: 90, height: 50 }, widthVariant(1))],
  ['a line', { width: 300, height: 1 }, planVariant({ width: 300, height: 1 }, widthVariant(77))],
  ['cut to a square', { width: 203, height: 88 }, planVariant({ width: 203, height: 88 }, squareVariant(41))],
])('%s', (_, size, plan) => {
  test('is what Lanczos3 makes of it', () => {
    loops.clear();
    const pixels = paint(size);
    const { samples, ...drawn } = samplesOf(redraw(loops, toPicture(pixels, size), plan, 'full', 1));
    expect(drawn).toEqual(plan.output);
    // Half a level of rounding, and whole-numbered weights.
    expectNear(samples, byTheBook(pixels, size, plan), 0.75);
  });
});

/** Where the upright pixel (x, y) is stored in a picture of the stored size w × h. */
const stored: Record<number, (x: number, y: number, size: Size) => [number, number]> = {
  1: (x, y) => [x, y],
  2: (x, y, { width }) => [width - 1 - x, y],
  3: (x, y, { width, height }) => [width - 1 - x, height - 1 - y],
  4: (x, y, { height }) => [x, height - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, { height }) => [y, height - 1 - x],
  7: (x, y, { width, height }) => [width - 1 - y, height - 1 - x],
  8: (x, y, { width }) => [width - 1 - y, x],
};

test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i: turned upright, then cut', (orientation) => {
  loops.clear();
  const size = { width: 120, height: 75 };
  const pixels = paint(size);
  const upright = orientation >= 5 ? { width: 75, height: 120 } : size;
  const turned = Uint8Array.from({ length: pixels.length }, (_, index) => {
    const [x, y] = stored[orientation]?.(index % upright.width, Math.floor(index / upright.width), size) ?? [0, 0];
    return pixels[y * size.width + x] ?? 0;
  });
  const plan = planVariant(upright, { ...squareVariant(30), position: 'northwest' });
  const off: Plan = { ...plan, output: { width: 23, height: 17 }, framing: { tag: 'crop', left: 3, top: 6 } };
  const drawn = samplesOf(redraw(loops, toPicture(pixels, size), off, 'full', orientation));
  expectNear(drawn.samples, samplesOf(redraw(loops, toPicture(turned, upright), off, 'full', 1)).samples, 1);
});

test('chroma lies under the pixels that it is for, cut at an odd pixel and turned', () => {
  const size = { width: 96, height: 64 };
  const ramp = Uint8Array.from({ length: 96 * 64 }, (_, index) => 40 + (index % 96));
  for (const orientation of [1, 2, 3, 4]) {
    loops.clear();
    const plane = toPicture(ramp, size).planes[0];
    if (plane === undefined) throw new Error('no plane');
    const picture = { ...size, planes: [plane, plane, plane] };
    const plan: Plan = {
      resize: { width: 48, height: 32 },
      framing: { tag: 'crop', left: 7, top: 3 },
      output: { width: 21, height: 15 },
    };
    const drawn = redraw(loops, picture, plan, 'half', orientation);
    const [luma, chroma] = [samplesOf(drawn, 0), samplesOf(drawn, 1)];
    expect({ width: chroma.width, height: chroma.height }).toEqual({ width: 11, height: 8 });
    const means = Array.from(
      { length: 10 },
      (_, x) => ((luma.samples[2 * x] ?? 0) + (luma.samples[2 * x + 1] ?? 0)) / 2,
    );
    expectNear(chroma.samples.slice(0, 10), means, 1);
  }
});

test('planes are filled up to whole MCUs with what they end in', () => {
  loops.clear();
  const size = { width: 60, height: 40 };
  const plan = planVariant(size, widthVariant(20));
  const [plane] = redraw(loops, toPicture(paint(size), size), plan, 'half', 1).planes;
  if (plane === undefined) throw new Error('no plane');
  expect(plane).toMatchObject({ width: 24, height: 16 });
  const all = loops.view(plane.samples, 24 * 16);
  const at = (x: number, y: number) => all[y * 24 + x];
  expect([at(23, 0), at(20, 5)]).toEqual([at(19, 0), at(19, 5)]);
  expect([at(3, 15), at(23, 15)]).toEqual([at(3, 12), at(19, 12)]);
});
