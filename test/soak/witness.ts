import type { PlainChromium } from '../browsers/chromium.ts';

/** What a page is made to write down about itself. */
export interface Testimony {
  /** Tasks of the main thread that took more than 50 ms: since the witness was asked to begin, and how long. */
  tasks: { atMs: number; ms: number }[];
  /** Milliseconds that engines took for each image, in the order in which they were done with them. */
  rendersMs: number[];
}

interface Notes {
  tasks: { atMs: number; ms: number }[];
  renders: number;
  rendersMs: Float64Array;
}

/** To be called before there is a page. Room for `most` renders: numbers outside the heap that is being measured. */
export async function addWitness(browser: PlainChromium, most: number): Promise<void> {
  await browser.prepare((room) => {
    const notes: Notes = { tasks: [], renders: 0, rendersMs: new Float64Array(room) };
    Object.assign(globalThis, { notes });
    const observer = new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) notes.tasks.push({ atMs: startTime, ms: duration });
    });
    observer.observe({ type: 'longtask' });
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message: { path?: string[]; id?: string }, moved?: unknown) {
      const sinceMs = performance.now();
      const hear = ({ data }: MessageEvent<{ id?: string } | null>) => {
        if (data?.id !== message.id) return;
        this.removeEventListener('message', hear);
        notes.rendersMs[notes.renders] = performance.now() - sinceMs;
        notes.renders += 1;
      };
      if (message.path?.[0] === 'render') this.addEventListener('message', hear);
      send.call(this, message, moved as StructuredSerializeOptions);
    };
  }, most);
}

/** Forgets the tasks so far. */
export function beginTestimony(browser: PlainChromium): Promise<void> {
  return browser.evaluate(() => {
    (globalThis as unknown as { notes: Notes }).notes.tasks.length = 0;
  });
}

/** Does what the page is not to blame for: tasks meanwhile are struck out. */
export async function offTheRecord<T>(browser: PlainChromium, act: () => Promise<T>): Promise<T> {
  const nowMs = () => browser.evaluate(() => performance.now());
  const fromMs = await nowMs();
  const result = await act();
  // A task is told of only after it has ended.
  await browser.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 100)));
  await browser.evaluate(
    (from, to) => {
      const { notes } = globalThis as unknown as { notes: Notes };
      notes.tasks = notes.tasks.filter(({ atMs, ms }) => atMs + ms < from || atMs > to);
    },
    fromMs,
    await nowMs(),
  );
  return result;
}

export function hearTestimony(browser: PlainChromium): Promise<Testimony> {
  return browser.evaluate(() => {
    const { tasks, renders, rendersMs } = (globalThis as unknown as { notes: Notes }).notes;
    return { tasks, rendersMs: [...rendersMs.subarray(0, renders)] };
  });
}
