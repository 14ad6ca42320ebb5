import type { Result } from '../core/failure.ts';
import { type Engine, type Fitness, sentBack } from './engine.ts';
import { watchLife } from './life.ts';

/** The calls into a worker, as its Comlink proxy makes them: `start: () => api.start(options)`, and so on. */
export interface RemoteCalls<Request, Answer> {
  start(): Promise<Result<void>>;
  /**
   * `null`: the worker is light, and the image needs more than it has. It tells its memory with every answer, for it
   * cannot be asked while it works.
   */
  render(request: Request): Promise<{ result: Result<Answer> | null; memoryBytes: number }>;
}

/**
 * A worker as an engine. Comlink never settles a call into a dead worker, so whatever else may tell of its death is
 * listened to: errors, messages that cannot be read, and the end of the life that the worker's entry must show.
 * Comlink's proxy needs no release: it goes with the worker.
 */
export function toEngine<Request, Answer>(
  worker: Worker,
  calls: RemoteCalls<Request, Answer>,
  fitness: () => Fitness = () => 'whole',
): Engine<Request, Answer> {
  let onLost = (_reason: string) => {};
  let memoryBytes = 0;
  const life = watchLife(worker, () => onLost('the worker has ended'));
  worker.addEventListener('error', (event) => onLost(event.message || 'the worker could not be loaded'));
  worker.addEventListener('messageerror', () => onLost('its message could not be read'));

  async function start(): Promise<Result<void>> {
    const started = await calls.start();
    if (started.ok) await life.shown;
    return started;
  }

  async function render(request: Request): Promise<Result<Answer> | typeof sentBack> {
    const answer = await calls.render(request);
    memoryBytes = answer.memoryBytes;
    return answer.result ?? sentBack;
  }

  return {
    started: start(),
    render,
    fitness,
    health: () => ({ memoryBytes }),
    onLost(listener) {
      onLost = listener;
    },
    terminate() {
      life.stop();
      worker.terminate();
    },
  };
}
