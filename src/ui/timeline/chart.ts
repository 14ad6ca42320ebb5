import { endMs, firstAfter, type Lane, type Trace } from '../../core/trace.ts';
import { createDrawing, gutterWidth, type Scene } from './draw.ts';
import { onThemeChange, readInks } from './inks.ts';
import { type Layout, rowAt, toLayout } from './layout.ts';
import { latest, pan, type Stretch, wholeRun, zoom } from './stretch.ts';
import { type Filter, noFilter } from './sweep.ts';

/** What the pointer is on, and where in the canvas (CSS pixels). `span` is -1 for what is still under way. */
export interface Hit {
  lane: Lane;
  span: number;
  x: number;
  y: number;
}

export interface ChartOptions {
  canvas: HTMLCanvasElement;
  palette: HTMLElement;
  trace: Trace;
  words: Pick<Scene, 'nameOf' | 'titleOf' | 'momentOf'>;
  onHit(hit: Hit | null): void;
}

/** The picture of a trace: what of it is seen, and when it is drawn anew. */
export interface Chart {
  /**
   * Whether the run goes on, and whether time does: then every frame is another. While it stands still there is one
   * frame for each call, and nothing is ever drawn while nobody can see it.
   */
  setLive(live: boolean, moving: boolean): void;
  setFilter(filter: Filter): void;
  /** @param anchor 0 the left end of what is seen, 1 the right. */
  zoom(factor: number, anchor?: number): void;
  /** By a part of what is seen. */
  pan(part: number): void;
  /** All of the run; the latest of it, from now on, while it goes on. */
  fit(): void;
  showStart(): void;
  showEnd(): void;
  point(x: number, y: number): void;
  unpoint(): void;
  /** CSS pixels from the canvas's left → part of the stretch, 0–1. */
  partAt(x: number): number;
  close(): void;
}

/** Pixels beside a span at which it still counts as pointed at. */
const reachPixels = 3;
/** For those who asked for less motion. */
const calmMs = 500;

export function createChart({ canvas, palette, trace, words, onHit }: ChartOptions): Chart {
  const context = canvas.getContext('2d');
  const draw = context === null ? () => {} : createDrawing(context);
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let inks = readInks(palette);
  const { font } = getComputedStyle(canvas);
  let stretch: Stretch = wholeRun(trace.nowMs());
  let layout: Layout = toLayout(trace);
  let follows = true;
  let live = false;
  let moving = false;
  let visible = false;
  let filter = noFilter;
  let marked: Hit | null = null;
  let frame = 0;
  let timer = 0;

  const paint = () => {
    frame = 0;
    if (!visible) return;
    const nowMs = trace.nowMs();
    if (follows) stretch = live ? latest(nowMs) : wholeRun(nowMs);
    layout = toLayout(trace);
    fitCanvas();
    const ratio = devicePixelRatio;
    const width = canvas.clientWidth;
    const scene = { layout, stretch, nowMs, live, width, ratio, inks, font, filter, marked, ...words };
    draw(scene);
    if (moving && calm.matches) timer = window.setTimeout(invalidate, calmMs);
    else if (moving) invalidate();
  };

  const fitCanvas = () => {
    canvas.style.height = `${layout.height}px`;
    const width = Math.round(canvas.clientWidth * devicePixelRatio);
    const height = Math.round(layout.height * devicePixelRatio);
    // Setting either clears the canvas and takes new memory, even if it is the same.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
  };

  const invalidate = () => {
    clearTimeout(timer);
    if (frame === 0) frame = requestAnimationFrame(paint);
  };

  const look = (next: Stretch) => {
    stretch = next;
    follows = false;
    hit(null);
    invalidate();
  };

  const hit = (next: Hit | null) => {
    if (next === null && marked === null) return;
    marked = next;
    onHit(next);
    invalidate();
  };

  const sight = new IntersectionObserver(([entry]) => {
    visible = entry?.isIntersecting ?? false;
    if (visible) invalidate();
  });
  sight.observe(canvas);
  const size = new ResizeObserver(invalidate);
  size.observe(canvas);
  const forgetTheme = onThemeChange(() => {
    inks = readInks(palette);
    invalidate();
  });

  const partAt = (x: number) => (x - gutterWidth) / (canvas.clientWidth - gutterWidth);
  const spanAt = (lane: Lane, x: number): number | null => {
    const msPerPixel = (stretch.toMs - stretch.fromMs) / (canvas.clientWidth - gutterWidth);
    return findSpan(lane, stretch.fromMs + (x - gutterWidth) * msPerPixel, reachPixels * msPerPixel, trace.nowMs());
  };

  return {
    setLive(nextLive, nextMoving) {
      live = nextLive;
      moving = nextMoving;
      invalidate();
    },
    setFilter(next) {
      filter = next;
      invalidate();
    },
    zoom: (factor, anchor = 0.5) => look(zoom(stretch, factor, Math.min(1, Math.max(0, anchor)), trace.nowMs())),
    pan: (part) => look(pan(stretch, part, trace.nowMs())),
    fit() {
      follows = true;
      hit(null);
      invalidate();
    },
    showStart: () => look(pan(stretch, Number.NEGATIVE_INFINITY, trace.nowMs())),
    showEnd: () => look(pan(stretch, Number.POSITIVE_INFINITY, trace.nowMs())),
    point(x, y) {
      const row = x < gutterWidth ? null : rowAt(layout, y);
      const span = row === null ? null : spanAt(row.lane, x);
      hit(row === null || span === null ? null : { lane: row.lane, span, x, y });
    },
    unpoint: () => hit(null),
    partAt,
    close() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      sight.disconnect();
      size.disconnect();
      forgetTheme();
    },
  };
}

/** The span of a lane at that moment, or the nearest within reach; -1 for the one under way, `null` for none. */
export function findSpan(lane: Lane, momentMs: number, reachMs: number, nowMs: number): number | null {
  const { current } = lane;
  if (current !== null && momentMs >= current.startMs - reachMs && momentMs <= nowMs + reachMs) return -1;
  const next = firstAfter(lane, momentMs);
  const before = next === 0 ? Number.POSITIVE_INFINITY : momentMs - endMs(lane, next - 1);
  const after = next === lane.count ? Number.POSITIVE_INFINITY : (lane.startMs[next] ?? 0) - momentMs;
  if (Math.min(before, after) > reachMs) return null;
  return before <= after ? next - 1 : next;
}
