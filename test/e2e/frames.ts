import type { Browser, Page } from '@playwright/test';

/** What frames cost between two marks. Milliseconds of processor, not of the clock: others use the cores too. */
export interface Work {
  name: string;
  /** By the clock. */
  lastedMs: number;
  /** Of the main thread, from the begin of one frame to that of the next, everything in between included. */
  frames: readonly number[];
  tasks: readonly number[];
  /** From a key pressed to the end of the frame that shows it. */
  keys: readonly number[];
  /** What the compositor and the display need to show one: people see their frames, whatever the main thread does. */
  drawMs: number;
  /** By the clock: of the frames that had something to show, those that were shown, and those that came too late. */
  shown: number;
  dropped: number;
}

interface TraceEvent {
  name: string;
  cat: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds, as are the others. */
  ts: number;
  dur?: number;
  /** Of processor. */
  tdur?: number;
  args: {
    name?: string;
    src_func?: string;
    data?: { type?: string };
    frame_reporter?: FrameReport;
    chrome_frame_reporter?: FrameReport;
  };
}

/** What became of one frame; a frame of which parts come later has several. */
interface FrameReport {
  frame_sequence: number;
  state: string;
}

/** The task in which the main thread makes a frame: input, animation, style, layout, paint. */
const frameTask = 'ScheduledActionSendBeginMainFrame';

/** Begins to record; marks that this page or others set afterwards are where scenes begin, each of the page that set it. */
export async function watchFrames(browser: Browser, page: Page): Promise<{ end(): Promise<Work[]> }> {
  const frames = 'disabled-by-default-devtools.timeline.frame';
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', 'blink.user_timing', frames] });
  return { end: async () => readTrace(JSON.parse((await browser.stopTracing()).toString('utf8')).traceEvents) };
}

/** The name of a mark that begins a scene. */
export const markOf = (scene: string) => `scene: ${scene}`;

function readTrace(events: readonly TraceEvent[]): Work[] {
  const marks = events
    .filter(({ name, cat }) => name.startsWith(markOf('')) && cat.includes('user_timing'))
    .sort((a, b) => a.ts - b.ts);
  const endTs = events.reduce((latest, { ts }) => Math.max(latest, ts), 0);
  const drawing = events.filter(isTask).filter(isOn(events, ['Compositor', 'VizCompositorThread']));
  return marks.map((mark, index) => {
    const untilTs = marks[index + 1]?.ts ?? endTs;
    const within = events.filter(({ ts }) => ts >= mark.ts && ts < untilTs);
    const ofPage = within.filter(({ pid }) => pid === mark.pid);
    const onMain = ofPage.filter(({ tid, dur }) => tid === mark.tid && dur !== undefined).sort((a, b) => a.ts - b.ts);
    const own = onMain.filter(isTask);
    const keys = onMain.filter(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'keydown');
    const drawn = ofPage.filter(({ name }) => name === 'DrawFrame');
    return {
      name: mark.name.slice(markOf('').length),
      lastedMs: (untilTs - mark.ts) / 1000,
      frames: framesOf(own),
      tasks: own.map(costMs),
      keys: keys.map((key) => keyMs(key, own)),
      drawMs: sum(drawing.filter(({ ts }) => ts >= mark.ts && ts < untilTs)) / Math.max(1, drawn.length),
      ...fatesOf(ofPage.filter(({ name, ph }) => name === 'PipelineReporter' && ph === 'b')),
    };
  });
}

const isTask = ({ name, dur }: TraceEvent) => name === 'ThreadControllerImpl::RunTask' && dur !== undefined;

/** Whether an event is of a thread of such a name, in whichever process. */
function isOn(events: readonly TraceEvent[], threads: readonly string[]): (event: TraceEvent) => boolean {
  const place = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const named = events.filter(({ name, args }) => name === 'thread_name' && threads.includes(args.name ?? ''));
  const places = new Set(named.map(place));
  return (event) => places.has(place(event));
}

function fatesOf(reports: readonly TraceEvent[]): { shown: number; dropped: number } {
  const shown = new Set<number>();
  const dropped = new Set<number>();
  for (const { args } of reports) {
    const report = args.chrome_frame_reporter ?? args.frame_reporter;
    if (report?.state.startsWith('STATE_PRESENTED')) shown.add(report.frame_sequence);
    if (report?.state === 'STATE_DROPPED') dropped.add(report.frame_sequence);
  }
  return { shown: shown.size, dropped: [...dropped].filter((frame) => !shown.has(frame)).length };
}

const costMs = ({ tdur = 0 }: TraceEvent) => tdur / 1000;

const sum = (tasks: readonly TraceEvent[]) => tasks.reduce((total, task) => total + costMs(task), 0);

function framesOf(tasks: readonly TraceEvent[]): number[] {
  const begins = tasks.flatMap(({ args }, index) => (args.src_func === frameTask ? [index] : []));
  return begins.slice(1).map((end, index) => sum(tasks.slice(begins[index], end)));
}

/** The tasks from the one in which the key was pressed to the next that makes a frame. */
function keyMs(key: TraceEvent, tasks: readonly TraceEvent[]): number {
  const from = tasks.findLastIndex(({ ts }) => ts <= key.ts);
  const to = tasks.findIndex(({ args }, index) => index > from && args.src_func === frameTask);
  return sum(tasks.slice(from, to === -1 ? undefined : to + 1));
}
