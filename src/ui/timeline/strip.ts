import type { Lane } from '../../core/trace.ts';
import type { Stage } from '../../core/walk.ts';
import type { Ink, Inks } from './inks.ts';
import type { Group } from './layout.ts';
import type { Stretch } from './stretch.ts';
import { type Filter, isShown, type Paint, sweep, type Tone, weights } from './sweep.ts';

/** What the lanes of one frame look like. */
export interface StripScene {
  stretch: Stretch;
  nowMs: number;
  inks: Inks;
  filter: Filter;
  /** Pixels of the device to one of CSS. */
  ratio: number;
}

/** A span that is wide enough to have its name written on it. Pixels of the device, from the left of the lanes. */
export type Named = (item: number, from: number, to: number, tone: Tone) => void;

/** From so many pixels on, a span leaves the last one free: the air between it and its neighbour. */
const airyPixels = 4;
/** Even a pixel that is hardly used is seen. */
const leastPart = 0.25;
/** How full what is still under way looks; a step of weight. */
const currentWeight = 0.75;

/**
 * Draws the lanes of a group pixel by pixel, into an image that is put on the canvas as one: a frame of a large run has some fifty
 * thousand patches, and a canvas takes ten times as long to be told of each as it takes to write its pixels.
 */
export function createStrip(context: CanvasRenderingContext2D) {
  // As large as it was the last time: a frame should not have to ask for megabytes.
  let image = new ImageData(1, 1);
  let pixels = new Uint32Array(1);
  let row = new Uint32Array(1);
  const tints = createTints();

  const resize = (width: number, height: number) => {
    if (image.width === width && image.height === height) return;
    image = new ImageData(width, height);
    pixels = new Uint32Array(image.data.buffer);
    row = new Uint32Array(width);
  };

  const paintLane = (lane: Lane, scene: StripScene, named: Named) => {
    const { stretch, filter, nowMs } = scene;
    const tint = tints(scene.inks)[lane.stage];
    row.fill(toPixel(scene.inks.well.rgb));
    const paint: Paint = (from, to, tone, weight, span) => {
      const left = Math.round(from);
      const right = Math.max(left + 1, Math.round(to) - (to - from > airyPixels ? 1 : 0));
      const pixel = tint[tone][weight * weights] ?? 0;
      if (right - left === 1) row[left] = pixel;
      else row.fill(pixel, left, right);
      if (span >= 0) named(lane.item[span] ?? 0, left, right, tone);
    };
    sweep(lane, stretch, row.length, filter, paint);
    if (lane.current === null) return;
    const scale = row.length / (stretch.toMs - stretch.fromMs);
    const left = Math.max(0, Math.round((lane.current.startMs - stretch.fromMs) * scale));
    const right = Math.min(row.length, Math.round((nowMs - stretch.fromMs) * scale));
    if (right <= left) return;
    const tone = isShown(filter, lane.current.item, 'done') ? 'done' : 'faint';
    row.fill(tint[tone][currentWeight * weights] ?? 0, left, right);
    named(lane.current.item, left, right, tone);
  };

  /** @param left CSS pixels. @param width Pixels of the device. `named` is called before the lanes are on the canvas. */
  return (group: Group, left: number, width: number, scene: StripScene, named: (row: number) => Named) => {
    const { rows } = group;
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined || width < 1) return;
    const { ratio } = scene;
    const top = Math.round(first.top * ratio);
    resize(width, Math.round((last.top + last.height) * ratio) - top);
    pixels.fill(0);
    for (const [index, { lane, top: rowTop, height }] of rows.entries()) {
      paintLane(lane, scene, named(index));
      const end = Math.round((rowTop + height) * ratio) - top;
      for (let y = Math.round(rowTop * ratio) - top; y < end; y++) pixels.set(row, y * width);
    }
    context.putImageData(image, Math.round(left * ratio), top);
  };
}

/** By tone and steps of weight: opaque pixels, the fainter the more of the ground shows through. */
type Tints = Record<Stage, Record<Tone, Uint32Array>>;

/** Mixes them once for each set of inks: they are looked up for every patch. */
function createTints(): (inks: Inks) => Tints {
  let mixedOf: Inks | null = null;
  let mixed: Tints | null = null;
  return (inks) => {
    if (mixed === null || inks !== mixedOf) {
      mixedOf = inks;
      mixed = { open: tintsOf(inks, 'open'), render: tintsOf(inks, 'render'), deliver: tintsOf(inks, 'deliver') };
    }
    return mixed;
  };
}

function tintsOf(inks: Inks, stage: Stage): Record<Tone, Uint32Array> {
  const ground = inks.well.rgb;
  const levels = (ink: Ink, least: number) =>
    Uint32Array.from({ length: weights + 1 }, (_, level) =>
      toPixel(mix(ground, ink.rgb, least + (1 - least) * (level / weights))),
    );
  return {
    faint: levels(inks.faint, 1),
    cancelled: levels(inks.cancelled, leastPart),
    done: levels(inks[stage], leastPart),
    failed: levels(inks.failed, leastPart),
  };
}

function mix(ground: Ink['rgb'], ink: Ink['rgb'], part: number): Ink['rgb'] {
  const channel = (index: 0 | 1 | 2) => Math.round(ground[index] + (ink[index] - ground[index]) * part);
  return [channel(0), channel(1), channel(2)];
}

/** As image data holds it, on machines whose lowest byte comes first: all that browsers run on. */
function toPixel([red, green, blue]: Ink['rgb']): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
