import type { Chart } from './chart.ts';

const step = 1.5;
const keyPan = 0.15;
/** Of a wheel's pixels: two notches double the picture. */
const wheelRate = 0.0035;

const keys: Record<string, (chart: Chart) => void> = {
  '+': (chart) => chart.zoom(step),
  '=': (chart) => chart.zoom(step),
  '-': (chart) => chart.zoom(1 / step),
  ArrowLeft: (chart) => chart.pan(-keyPan),
  ArrowRight: (chart) => chart.pan(keyPan),
  ArrowUp: (chart) => chart.zoom(step),
  ArrowDown: (chart) => chart.zoom(1 / step),
  Home: (chart) => chart.showStart(),
  End: (chart) => chart.showEnd(),
  '0': (chart) => chart.fit(),
};

/**
 * Hands and keys on a chart, until the returned function is called. The wheel zooms once the chart has the focus, or
 * with Ctrl as everywhere (which is also what a pinch on a touchpad looks like): before that it scrolls the page.
 */
export function listen(canvas: HTMLCanvasElement, chart: Chart): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const xOf = ({ clientX }: MouseEvent) => clientX - canvas.getBoundingClientRect().left;
  const yOf = ({ clientY }: MouseEvent) => clientY - canvas.getBoundingClientRect().top;

  const onKey = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    act(chart);
    event.preventDefault();
    // What these keys mean elsewhere on the page is not meant here.
    event.stopPropagation();
  };

  const onWheel = (event: WheelEvent) => {
    const zooms = event.ctrlKey || event.metaKey || document.activeElement === canvas;
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const across = event.shiftKey ? event.deltaY : event.deltaX;
    if (Math.abs(across) > Math.abs(event.deltaY) || event.shiftKey) {
      chart.pan((across * pixels) / canvas.clientWidth);
    } else if (zooms) {
      chart.zoom(Math.exp(-event.deltaY * pixels * wheelRate), chart.partAt(xOf(event)));
    } else {
      return;
    }
    event.preventDefault();
  };

  canvas.addEventListener('keydown', onKey, { signal });
  canvas.addEventListener('wheel', onWheel, { signal, passive: false });
  canvas.addEventListener('dblclick', chart.fit, { signal });
  listenToPointers(canvas, chart, xOf, yOf, signal);
  return () => ending.abort();
}

/** One pointer drags, two pinch; one that is not pressed points. */
function listenToPointers(
  canvas: HTMLCanvasElement,
  chart: Chart,
  xOf: (event: MouseEvent) => number,
  yOf: (event: MouseEvent) => number,
  signal: AbortSignal,
): void {
  /** Where each finger is. */
  const held = new Map<number, number>();

  const onDown = (event: PointerEvent) => {
    held.set(event.pointerId, xOf(event));
    canvas.setPointerCapture(event.pointerId);
    chart.point(xOf(event), yOf(event));
  };

  const onMove = (event: PointerEvent) => {
    const before = held.get(event.pointerId);
    if (before === undefined) return chart.point(xOf(event), yOf(event));
    const x = xOf(event);
    const [other] = [...held].flatMap(([id, at]) => (id === event.pointerId ? [] : [at]));
    held.set(event.pointerId, x);
    if (x === before) return;
    if (other === undefined) chart.pan(chart.partAt(before) - chart.partAt(x));
    else chart.zoom(apart(x, other) / apart(before, other), chart.partAt((x + other) / 2));
  };

  // A finger leaves with every tap, and what it tapped at is still to be read.
  const onLeave = ({ pointerType }: PointerEvent) => {
    if (pointerType === 'mouse') chart.unpoint();
  };

  const onUp = (event: PointerEvent) => held.delete(event.pointerId);

  canvas.addEventListener('pointerdown', onDown, { signal });
  canvas.addEventListener('pointermove', onMove, { signal });
  canvas.addEventListener('pointerup', onUp, { signal });
  canvas.addEventListener('pointercancel', onUp, { signal });
  canvas.addEventListener('pointerleave', onLeave, { signal });
}

/** Two fingers on one spot are no reason to zoom to infinity. */
function apart(a: number, b: number): number {
  return Math.max(12, Math.abs(a - b));
}
