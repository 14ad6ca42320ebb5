import type { Clock } from '../core/ports.ts';
import type { PoolChange } from './pool.ts';

/** Whether engines are started with wasm-vips or, because it never comes up here, with the canvas alone. */
export interface LastResort {
  /** What the next engine is to be started with; `null`: the canvas draws. */
  module(): WebAssembly.Module | null;
  /** Must hear of every change in the pool. */
  saw(change: PoolChange): void;
}

/**
 * There are browsers where wasm-vips hangs at its start, or takes minutes (Safari 26.5: wasm-vips#121). If a start took all
 * the time that it is given, and none has ever succeeded, the canvas draws until the page is loaded again. Starts that fail
 * at once are another matter: a file that could not be fetched may be there at the next try.
 */
export function createLastResort(
  options: { module: WebAssembly.Module | null; startMs: number; clock: Pick<Clock, 'now'> },
  onFall: () => void,
): LastResort {
  const { startMs, clock } = options;
  let { module } = options;
  let hasStarted = false;
  const begunMs = new Map<number, number>();

  const sawEnd = (engine: number) => {
    const tookMs = clock.now() - (begunMs.get(engine) ?? Number.POSITIVE_INFINITY);
    begunMs.delete(engine);
    if (hasStarted || module === null || tookMs < startMs) return;
    module = null;
    onFall();
  };

  return {
    module: () => module,
    saw(change) {
      if (change.tag === 'starting') begunMs.set(change.engine, clock.now());
      if (change.tag === 'idle') hasStarted = true;
      if (change.tag === 'gone' && change.end.why === 'not-started') sawEnd(change.engine);
    },
  };
}
