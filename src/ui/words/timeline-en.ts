import type { TraceTotals } from '../../core/trace.ts';
import type { Stage } from '../../core/walk.ts';
import { createQuantities } from './quantity.ts';
import { createTimes } from './times.ts';

const { count, rate, plural } = createQuantities('en');
const { precisely, momentOf } = createTimes('en');

const percent = (part: number) => `${Math.round(100 * part)} %`;

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
