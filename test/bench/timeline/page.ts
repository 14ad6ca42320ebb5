import { createDrawing, type Scene } from '../../../src/ui/timeline/draw.ts';
import { toInks } from '../../../src/ui/timeline/inks.ts';
import { toLayout } from '../../../src/ui/timeline/layout.ts';
import { wholeRun, zoom } from '../../../src/ui/timeline/stretch.ts';
import { noFilter } from '../../../src/ui/timeline/sweep.ts';
import { timelineEn } from '../../../src/ui/words/timeline-en.ts';
import { createFakeRun } from '../../ui/traces.ts';

/** The timeline of one run, drawn as often as asked for: what `page.evaluate` can call. */
export interface Easel {
  spans: number;
  lanes: number;
  /** Names of what can be drawn. */
  views: readonly string[];
  /** Draws it so many times; milliseconds of each frame, its pixels included. */
  draw(view: string, frames: number): number[];
}

const size = { width: 1600, ratio: 1 };
const opaque = 'oklch(0.6 0.13 160)';

/** All of a run of so many images, ever closer, and with two thirds of it faint. */
function setUp(images: number): Easel {
  const run = createFakeRun({ images, downloads: 48, workers: 8, uploads: 6 });
  const runMs = run.finish();
  const layout = toLayout(run.trace);
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = layout.height;
  document.body.append(canvas);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const drawScene = createDrawing(context);
  const whole: Scene = {
    ...{ layout, stretch: wholeRun(runMs), nowMs: runMs, live: false, ...size, font: '500 12px sans-serif' },
    ...{ inks: toInks(() => opaque), filter: noFilter, marked: null },
    ...{ nameOf: (item: number) => `harbour-${item}`, titleOf: timelineEn.titleOf, momentOf: timelineEn.momentOf },
  };
  const filter = { items: Uint8Array.from({ length: images }, (_, item) => (item % 3 === 0 ? 1 : 0)), outcome: null };
  const closer = (times: number): Scene => ({ ...whole, filter, stretch: zoom(whole.stretch, times, 0.4, runMs) });
  const scenes: Record<string, Scene> = {
    'all of it': whole,
    'all of it, filtered': { ...whole, filter },
    '3 × closer, filtered': closer(3),
    '10 × closer, filtered': closer(10),
    '100 × closer, filtered': closer(100),
  };
  const drawOnce = (scene: Scene) => {
    const startMs = performance.now();
    drawScene(scene);
    // Drawing only notes what is to be drawn; a pixel that is read back has been.
    context.getImageData(0, 0, 1, 1);
    return performance.now() - startMs;
  };
  const lanes = layout.groups.flatMap(({ rows }) => rows.map(({ lane }) => lane));
  return {
    spans: lanes.reduce((sum, lane) => sum + lane.count, 0),
    lanes: lanes.length,
    views: Object.keys(scenes),
    draw: (view, frames) => Array.from({ length: frames }, () => drawOnce(scenes[view] ?? whole)),
  };
}

Object.assign(globalThis, { easel: setUp(10_000) });
