import type { Result } from '../core/failure.ts';
import type { Item } from '../core/item.ts';
import type { Ports } from '../core/ports.ts';
import type { Lane, Recorder } from '../core/trace.ts';
import type { Stage } from '../core/walk.ts';
import type { Picture } from '../engine/render.ts';
import type { Routing } from '../engine/routing.ts';
import type { OpenedBytes } from '../sources/source.ts';

/**
 * Puts on record what ports and pool do, and changes nothing else about them. What the run's own lanes do would tell
 * less: a render lane spends part of its time waiting for an engine, and a lane that delivers to a zip does nothing.
 */
export interface Tracing {
  /** Downloads, and uploads if there is anywhere to upload to. */
  ports(ports: Ports<OpenedBytes, Picture>, uploads: boolean): Ports<OpenedBytes, Picture>;
  /** The time in which an engine has the image in hand. */
  pool(pool: Routing): Routing;
}

export function createTracing(recorder: Recorder, items: readonly Item[]): Tracing {
  // The first item stands for all that have the same origin.
  const itemOf = new Map<string, number>();
  for (const { id, origin } of items) if (!itemOf.has(origin.key)) itemOf.set(origin.key, id);
  /** The pool is asked about bytes, and knows of no items. */
  const itemOfBytes = new WeakMap<Uint8Array, number>();

  const during = async <T>(stage: Stage, item: number, signal: AbortSignal, act: () => Promise<Result<T>>) => {
    const lane = recorder.begin(stage, item);
    const result = await act();
    settle(lane, result.ok, signal);
    return result;
  };

  const settle = (lane: Lane, ok: boolean, signal: AbortSignal) =>
    recorder.end(lane, ok ? 'done' : signal.aborted ? 'cancelled' : 'failed');

  return {
    ports: (ports, uploads) => ({
      ...ports,
      async open(origin, signal, ...rest) {
        const item = itemOf.get(origin.key) ?? 0;
        const opened = await during('open', item, signal, () => ports.open(origin, signal, ...rest));
        if (opened.ok) itemOfBytes.set(opened.value.bytes, item);
        return opened;
      },
      deliver(item, file, signal) {
        if (!uploads) return ports.deliver(item, file, signal);
        return during('deliver', item.id, signal, () => ports.deliver(item, file, signal));
      },
    }),
    pool: (pool) => ({
      run: (request, signal) =>
        pool.run(request, signal, () => {
          const lane = recorder.begin('render', itemOfBytes.get(request.bytes) ?? 0);
          return (rendered) => settle(lane, rendered, signal);
        }),
    }),
  };
}
