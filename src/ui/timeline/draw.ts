import { durationMs, type Lane, utilisation } from '../../core/trace.ts';
import type { Stage } from '../../core/walk.ts';
import { axisHeight, type Group, type Layout, type Row, titleHeight } from './layout.ts';
import { createStrip, type Named, type StripScene } from './strip.ts';
import { toTicks } from './ticks.ts';

/** Everything that one frame shows. */
export interface Scene extends StripScene {
  layout: Layout;
  /** Whether time goes on. */
  live: boolean;
  /** CSS pixels of the whole canvas. */
  width: number;
  font: string;
  /** What the pointer is on. */
  marked: { lane: Lane; span: number } | null;
  /** What stands in a span that is wide enough. */
  nameOf(item: number): string;
  titleOf(stage: Stage, lanes: number, utilisation: number): string;
  momentOf(ms: number, stepMs: number): string;
}

/** Left of the lanes, for how busy each was. CSS pixels. */
export const gutterWidth = 46;
const gutterGap = 6;
const pixelsPerTick = 90;
/** A row that is lower holds no words, a span that is narrower no name. */
const namedHeight = 13;
const namedWidth = 44;
/** What a character of the chart's font takes; a little too much is better than a name that runs over. */
const characterWidth = 6.4;

/** Draws frames on a canvas. */
export function createDrawing(context: CanvasRenderingContext2D): (scene: Scene) => void {
  const strips = { open: createStrip(context), render: createStrip(context), deliver: createStrip(context) };

  const drawGroup = (scene: Scene, group: Group) => {
    const { inks, stretch, nowMs, width, ratio } = scene;
    const untilMs = Math.min(stretch.toMs, nowMs);
    const parts = group.rows.map(({ lane }) => utilisation(lane, stretch.fromMs, untilMs));
    const mean = parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length);
    const title = scene.titleOf(group.stage, group.rows.length, mean);
    // Words keep the lines of the axis from running through them.
    context.clearRect(0, group.top, context.measureText(title).width + 8, titleHeight - 3);
    context.fillStyle = inks.ink.css;
    context.fillText(title, 0, group.top + titleHeight / 2);
    for (const [index, row] of group.rows.entries()) drawUtilisation(context, scene, row, parts[index] ?? 0);
    const names: (() => void)[] = [];
    const pixels = Math.floor((width - gutterWidth) * ratio);
    const drawStrip = strips[group.stage];
    drawStrip(group, gutterWidth, pixels, scene, (index) => nameSpans(context, scene, group.rows[index], names));
    context.fillStyle = inks['on-work'].css;
    for (const write of names) write();
    for (const row of group.rows) drawMark(context, scene, row);
  };

  return (scene) => {
    const { layout, width, ratio, font } = scene;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, layout.height);
    context.font = font;
    context.textBaseline = 'middle';
    drawAxis(context, scene);
    for (const group of layout.groups) drawGroup(scene, group);
    if (scene.live) drawNow(context, scene);
  };
}

function drawAxis(context: CanvasRenderingContext2D, scene: Scene): void {
  const { stretch, width, inks, layout } = scene;
  const { momentsMs, stepMs } = toTicks(stretch, Math.max(2, (width - gutterWidth) / pixelsPerTick));
  for (const moment of momentsMs) {
    const x = xOf(scene, moment);
    context.fillStyle = inks.line.css;
    context.fillRect(Math.round(x), axisHeight - 4, 1, layout.height - axisHeight);
    const label = scene.momentOf(moment, stepMs);
    const half = context.measureText(label).width / 2;
    context.fillStyle = inks['ink-soft'].css;
    context.fillText(label, Math.min(width - 2 * half, Math.max(0, x - half)), axisHeight / 2 - 2);
  }
}

function drawUtilisation(context: CanvasRenderingContext2D, { inks }: Scene, { lane, top, height }: Row, part: number) {
  const width = gutterWidth - gutterGap;
  context.fillStyle = inks.well.css;
  context.fillRect(0, top, width, height);
  context.globalAlpha = 0.55;
  context.fillStyle = inks[lane.stage].css;
  context.fillRect(0, top, width * part, height);
  context.globalAlpha = 1;
  if (height < namedHeight) return;
  context.fillStyle = inks.ink.css;
  context.fillText(`${Math.round(100 * part)} %`, 5, top + height / 2 + 0.5);
}

/** Notes what is to be written on the spans of a row, for when they are there. */
function nameSpans(
  context: CanvasRenderingContext2D,
  scene: Scene,
  row: Row | undefined,
  names: (() => void)[],
): Named {
  if (row === undefined || row.height < namedHeight) return () => {};
  const { ratio, nameOf } = scene;
  return (item, from, to, tone) => {
    const width = (to - from) / ratio;
    if (width < namedWidth || tone === 'faint') return;
    const name = nameOf(item);
    const room = Math.floor((width - 10) / characterWidth);
    const written = name.length > room ? `${name.slice(0, room - 1)}…` : name;
    names.push(() => context.fillText(written, gutterWidth + from / ratio + 5, row.top + row.height / 2 + 0.5));
  };
}

function drawMark(context: CanvasRenderingContext2D, scene: Scene, { lane, top, height }: Row): void {
  const { marked, inks, nowMs, width } = scene;
  if (marked?.lane !== lane) return;
  const startMs = marked.span < 0 ? lane.current?.startMs : lane.startMs[marked.span];
  if (startMs === undefined) return;
  const from = Math.max(gutterWidth, xOf(scene, startMs));
  const to = Math.min(width, xOf(scene, marked.span < 0 ? nowMs : startMs + durationMs(lane, marked.span)));
  context.strokeStyle = inks.ink.css;
  context.lineWidth = 2;
  context.strokeRect(from - 1, top - 1, Math.max(2, to - from) + 2, height + 2);
}

/** The edge that time has come to. */
function drawNow(context: CanvasRenderingContext2D, scene: Scene): void {
  const x = xOf(scene, scene.nowMs);
  if (x < gutterWidth || x > scene.width) return;
  context.fillStyle = scene.inks.ink.css;
  context.fillRect(Math.min(scene.width - 1, Math.round(x)), axisHeight - 4, 1, scene.layout.height - axisHeight);
}

/** CSS pixels from the left of the canvas. */
function xOf({ stretch, width }: Scene, ms: number): number {
  return gutterWidth + ((ms - stretch.fromMs) / (stretch.toMs - stretch.fromMs)) * (width - gutterWidth);
}
