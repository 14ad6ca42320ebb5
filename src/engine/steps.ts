import type { Route } from './route.ts';

/** What a worker tells of its way to one picture, as it goes: of a worker that dies, the last step is all there is. */
export type Step =
  /** `instead`: what else could draw this picture here, best first. */
  | { tag: 'tries'; route: Route; instead: readonly Route[] }
  /** It failed, and the next route is asked. */
  | { tag: 'fell-through'; route: Route }
  /** `ms`: from the first to the last touch of the picture, all its thumbnails included. */
  | { tag: 'drew'; route: Route; ms: number };

/** In the worker. */
export function tellStep(step: Step): void {
  self.postMessage({ step });
}

/** In the page, in the task that created the worker; ends with it. */
export function watchSteps(worker: Worker, onStep: (step: Step) => void): void {
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'object' && data !== null && 'step' in data) onStep(data.step as Step);
  });
}
