import { transfer, wrap } from 'comlink';
import type { Rendering } from '../core/ports.ts';
import type { Engine } from './engine.ts';
import { toEngine } from './remote.ts';
import type { Picture, RenderRequest } from './render.ts';
import type * as work from './work.ts';
import type { StartOptions } from './work.ts';

/**
 * One worker with one wasm-vips, as the pool wants it. Shared bytes it sees where they are; of others it is sent a copy,
 * so that a request can be sent to another one: to copy and transfer takes one pass over them, to let them be cloned two.
 */
export function spawnEngine(options: StartOptions): Engine<RenderRequest, Rendering<Picture>> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  const api = wrap<typeof work>(worker);
  return toEngine(worker, {
    start: () => api.start(options),
    render: (request) => {
      if (!(request.bytes.buffer instanceof ArrayBuffer)) return api.render(request);
      const bytes = request.bytes.slice();
      return api.render(transfer({ ...request, bytes }, [bytes.buffer]));
    },
  });
}
