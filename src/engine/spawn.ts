import { transfer, wrap } from 'comlink';
import type { Rendering } from '../core/ports.ts';
import type { Engine, Fitness } from './engine.ts';
import { type RemoteCalls, toEngine } from './remote.ts';
import type { Picture, RenderOrder } from './render.ts';
import { type Step, watchSteps } from './steps.ts';
import type * as work from './work.ts';
import type { StartOptions } from './work.ts';

/**
 * One worker with one wasm-vips, or a light one without, as the pool wants it. Shared bytes it sees where they are; of
 * others it is sent a copy, so that a request can be sent to another one: to copy and transfer takes one pass over them, to
 * let them be cloned two.
 */
export function spawnEngine(
  options: StartOptions,
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
  fitness?: () => Fitness,
): Engine<RenderOrder, Rendering<Picture>> {
  const api = wrap<typeof work>(worker);
  let tell = (_step: Step) => {};
  watchSteps(worker, (step) => tell(step));
  const calls: RemoteCalls<RenderOrder, Rendering<Picture>> = {
    start: () => api.start(options),
    render: ({ onStep, ...task }) => {
      tell = onStep;
      if (!(task.bytes.buffer instanceof ArrayBuffer)) return api.render(task);
      const bytes = task.bytes.slice();
      return api.render(transfer({ ...task, bytes }, [bytes.buffer]));
    },
  };
  return toEngine(worker, calls, fitness);
}
