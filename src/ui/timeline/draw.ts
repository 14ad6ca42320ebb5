import { durationMs, type Lane, utilisation } from '../../core/trace.ts';
import type { Stage } from '../../core/walk.ts';
import type { Inks } from './inks.ts';
import { axisHeight, type Group, type Layout, type Row, titleHeight } from './layout.ts';
import type { Stretch } from './stretch.ts';
import { type Filter, isShown, sweep, type Tone } from './sweep.ts';
import { toTicks } from './ticks.ts';

/** Everything that one frame shows. */
export interface Scene {
  layout: Layout;
  stretch: Stretch;
  nowMs: number;
  /** Whether time goes on. */
  live: boolean;
  /** CSS pixels of the whole canvas, and how many of the device's there are to one. */
  width: number;
  ratio: number;
  inks: Inks;
  font: string;
  filter: Filter;
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

export function draw(context: CanvasRenderingContext2D, scene: Scene): void {
  const { layout, width, ratio, font } = scene;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, layout.height);
  context.font = font;
  context.textBaseline = 'middle';
  drawAxis(context, scene);
  for (const group of layout.groups) drawGroup(context, scene, group);
  if (scene.live) drawNow(context, scene);
}

function drawAxis(context: CanvasRenderingContext2D, scene: Scene): void {
  const { stretch, width, inks, layout } = scene;
  const chart = width - gutterWidth;
  const { momentsMs, stepMs } = toTicks(stretch, Math.max(2, chart / pixelsPerTick));
  for (const moment of momentsMs) {
    const x = xOf(scene, moment);
    context.fillStyle = inks.line;
    context.fillRect(Math.round(x), axisHeight - 4, 1, layout.height - axisHeight);
    const label = scene.momentOf(moment, stepMs);
    const half = context.measureText(label).width / 2;
    context.fillStyle = inks['ink-soft'];
    context.fillText(label, Math.min(width - 2 * half, Math.max(0, x - half)), axisHeight / 2 - 2);
  }
}

function drawGroup(context: CanvasRenderingContext2D, scene: Scene, { stage, top, rows }: Group): void {
  const { inks, stretch, nowMs } = scene;
  const untilMs = Math.min(stretch.toMs, nowMs);
  const parts = rows.map(({ lane }) => utilisation(lane, stretch.fromMs, untilMs));
  const mean = parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length);
  const title = scene.titleOf(stage, rows.length, mean);
  // Words keep the lines of the axis from running through them.
  context.clearRect(0, top, context.measureText(title).width + 8, titleHeight - 3);
  context.fillStyle = inks.ink;
  context.fillText(title, 0, top + titleHeight / 2);
  for (const [index, row] of rows.entries()) {
    drawUtilisation(context, scene, row, parts[index] ?? 0);
    drawLane(context, scene, row);
  }
}

function drawUtilisation(context: CanvasRenderingContext2D, { inks }: Scene, { lane, top, height }: Row, part: number) {
  const width = gutterWidth - gutterGap;
  context.fillStyle = inks.well;
  context.fillRect(0, top, width, height);
  context.globalAlpha = 0.55;
  context.fillStyle = inks[lane.stage];
  context.fillRect(0, top, width * part, height);
  context.globalAlpha = 1;
  if (height < namedHeight) return;
  context.fillStyle = inks.ink;
  context.fillText(`${Math.round(100 * part)} %`, 5, top + height / 2 + 0.5);
}

function drawLane(context: CanvasRenderingContext2D, scene: Scene, row: Row): void {
  const { inks, stretch, width, ratio, filter, nowMs } = scene;
  const { lane, top, height } = row;
  context.fillStyle = inks.well;
  context.fillRect(gutterWidth, top, width - gutterWidth, height);
  // In the device's own pixels, so that what is one pixel wide is sharp.
  const pixels = Math.floor((width - gutterWidth) * ratio);
  const left = Math.round(gutterWidth * ratio) / ratio;
  sweep(lane, stretch, pixels, filter, (from, to, tone, weight, span) => {
    setInk(context, inks, lane.stage, tone, weight);
    const x = left + from / ratio;
    // The air between two spans, where there is room for it.
    const across = Math.max(1 / ratio, (to - from - (to - from > 4 ? 1 : 0)) / ratio);
    context.fillRect(x, top, across, height);
    if (span >= 0) drawName(context, scene, row, lane.item[span] ?? 0, x, across, tone);
  });
  context.globalAlpha = 1;
  if (lane.current !== null && lane.current.startMs < stretch.toMs) {
    const from = Math.max(gutterWidth, xOf(scene, lane.current.startMs));
    const across = Math.min(width, xOf(scene, nowMs)) - from;
    const tone = isShown(filter, lane.current.item, 'done') ? 'done' : 'faint';
    setInk(context, inks, lane.stage, tone, 0.8);
    if (across > 0) context.fillRect(from, top, across, height);
    drawName(context, scene, row, lane.current.item, from, across, tone);
    context.globalAlpha = 1;
  }
  drawMark(context, scene, row);
}

function setInk(context: CanvasRenderingContext2D, inks: Inks, stage: Stage, tone: Tone, weight: number): void {
  context.globalAlpha = tone === 'faint' ? 1 : 0.25 + 0.75 * weight;
  context.fillStyle = tone === 'done' ? inks[stage] : inks[tone];
}

function drawName(
  context: CanvasRenderingContext2D,
  { inks, nameOf }: Scene,
  { top, height }: Row,
  item: number,
  x: number,
  width: number,
  tone: Tone,
): void {
  if (height < namedHeight || width < namedWidth || tone === 'faint') return;
  const name = nameOf(item);
  const room = Math.floor((width - 10) / characterWidth);
  context.globalAlpha = 1;
  context.fillStyle = inks['on-work'];
  context.fillText(name.length > room ? `${name.slice(0, room - 1)}…` : name, x + 5, top + height / 2 + 0.5);
}

function drawMark(context: CanvasRenderingContext2D, scene: Scene, { lane, top, height }: Row): void {
  const { marked, inks, nowMs, width } = scene;
  if (marked?.lane !== lane) return;
  const startMs = marked.span < 0 ? lane.current?.startMs : lane.startMs[marked.span];
  if (startMs === undefined) return;
  const from = Math.max(gutterWidth, xOf(scene, startMs));
  const to = Math.min(width, xOf(scene, marked.span < 0 ? nowMs : startMs + durationMs(lane, marked.span)));
  context.strokeStyle = inks.ink;
  context.lineWidth = 2;
  context.strokeRect(from - 1, top - 1, Math.max(2, to - from) + 2, height + 2);
}

/** The edge that time has come to. */
function drawNow(context: CanvasRenderingContext2D, scene: Scene): void {
  const x = xOf(scene, scene.nowMs);
  if (x < gutterWidth || x > scene.width) return;
  context.fillStyle = scene.inks.ink;
  context.fillRect(Math.min(scene.width - 1, Math.round(x)), axisHeight - 4, 1, scene.layout.height - axisHeight);
}

/** CSS pixels from the left of the canvas. */
function xOf({ stretch, width }: Scene, ms: number): number {
  return gutterWidth + ((ms - stretch.fromMs) / (stretch.toMs - stretch.fromMs)) * (width - gutterWidth);
}
