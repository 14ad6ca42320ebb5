import type { TraceTotals } from '../../core/trace.ts';
import type { Stage } from '../../core/walk.ts';
import { createQuantities } from './quantity.ts';

const { count, rate, plural } = createQuantities('en');

const percent = (part: number) => `${Math.round(100 * part)} %`;

/** Short times are what the timeline is about: `0.12 ms`, `12 ms`, `1.25 s`, `2 min 11 s`. */
function precisely(ms: number): string {
  if (ms < 1) return `${ms.toFixed(2)} ms`;
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(ms < 9995 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A moment on the axis, as fine as the step between two. */
function momentOf(ms: number, stepMs: number): string {
  if (ms >= 60_000) {
    const seconds = (ms % 60_000) / 1000;
    const digits = stepMs >= 1000 ? 0 : stepMs >= 100 ? 1 : stepMs >= 10 ? 2 : stepMs >= 1 ? 3 : 4;
    return `${Math.floor(ms / 60_000)}:${seconds.toFixed(digits).padStart(digits === 0 ? 2 : digits + 3, '0')}`;
  }
  if (stepMs >= 1000) return `${Math.round(ms / 1000)} s`;
  if (stepMs >= 100) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(stepMs >= 10 ? 2 : stepMs >= 1 ? 3 : 4)} s`;
  return `${ms.toFixed(stepMs >= 1 ? 0 : 1)} ms`;
}

/** The words of the timeline, in English. */
export const timelineEn = {
  title: 'Timeline',
  /** What doing things at the same time was good for; no boast where it was good for nothing. */
  headline: ({ speedUp }: TraceTotals) =>
    speedUp < 1.05 ? 'One thing at a time' : `${rate(speedUp)} × faster than one at a time`,
  explain: ({ elapsedMs, sequentialMs }: TraceTotals) =>
    `${precisely(elapsedMs)} instead of ${precisely(sequentialMs)}, had every download, resize and upload waited for the one before.`,
  caution:
    'Added up as measured here, where they shared the connection and the cores: alone, each would have been somewhat quicker.',
  chart: (headline: string) => `Timeline of the run. ${headline}. The table says the same in numbers.`,
  groups: { open: 'Downloads', render: 'Workers', deliver: 'Uploads' } satisfies Record<Stage, string>,
  titleOf: (stage: Stage, lanes: number, utilisation: number) => {
    const busy = `${percent(utilisation)} busy`;
    if (stage === 'render') return `${count(lanes)} ${plural(lanes, 'worker', 'workers')} · ${busy}`;
    const what = stage === 'open' ? plural(lanes, 'download', 'downloads') : plural(lanes, 'upload', 'uploads');
    return `${count(lanes)} ${what} at once · ${busy}`;
  },
  momentOf,
  verbs: { open: 'Download', render: 'Resize', deliver: 'Upload' } satisfies Record<Stage, string>,
  took: (ms: number, underWay: boolean) => (underWay ? `${precisely(ms)} so far` : precisely(ms)),
  began: (ms: number) => `began at ${precisely(ms)}`,
  outcomes: { done: '', failed: 'failed', cancelled: 'cancelled' },
  legend: 'Colours',
  failed: 'Failed',
  cancelled: 'Cancelled',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show all',
  asTable: 'As a table',
  save: 'Save trace',
  saveHint: 'Opens in Perfetto (ui.perfetto.dev) and in the performance panel of browsers.',
  find: 'Find in timeline',
  findPlaceholder: 'Find…',
  onlyFailed: 'Only failed',
  found: (n: number) => `${count(n)} ${plural(n, 'image', 'images')} found`,
  hint: 'Click, then scroll to zoom; drag to move; double-click shows all. Keys: arrows, + and −, Home, End.',
  unrecorded: (n: number) => `The record is full: ${count(n)} later pieces of work are counted, but not drawn.`,
  table: {
    caption: 'Work by stage',
    lanesCaption: 'Work by lane',
    stage: 'Stage',
    lanes: 'At once',
    images: 'Pieces',
    failed: 'Failed',
    busy: 'Time at work',
    utilisation: 'Busy',
    mean: 'Each',
    all: 'Together',
  },
  precisely,
  percent,
  count,
};
