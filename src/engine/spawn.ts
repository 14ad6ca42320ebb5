import { wrap } from 'comlink';
import type { Rendering } from '../core/ports.ts';
import type { Engine } from './engine.ts';
import { toEngine } from './remote.ts';
import type { Picture, RenderRequest } from './render.ts';
import type * as work from './work.ts';
import type { StartOptions } from './work.ts';

/** One worker with one wasm-vips, as the pool wants it. Its bytes are copied, so a request can be sent to another one. */
export function spawnEngine(options: StartOptions): Engine<RenderRequest, Rendering<Picture>> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  const api = wrap<typeof work>(worker);
  return toEngine(worker, { start: () => api.start(options), render: (request) => api.render(request) });
}
