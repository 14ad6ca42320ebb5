import type { Limits } from '../core/limits.ts';
import type { Clock, Rendering } from '../core/ports.ts';
import type { Detour } from '../engine/detours.ts';
import { createLastResort } from '../engine/last-resort.ts';
import { compileVips } from '../engine/module.ts';
import { createPool, type Pool } from '../engine/pool.ts';
import { canRunVips } from '../engine/probe.ts';
import type { Picture, RenderOrder } from '../engine/render.ts';
import { createRouting, type Routing } from '../engine/routing.ts';
import { spawnEngine } from '../engine/spawn.ts';
import { engineWidth } from '../engine/width.ts';

/** The engines of this page: prepared while nobody waits for them, and as many as the machine has cores and memory for. */
export interface Engines {
  /** Images that can be rendered at once. */
  readonly width: number;
  /**
   * The engines for one run. What it learns of routes that fail or crawl here is its own: the next run begins with all
   * of them. `known`: what it had switched off when it was interrupted.
   */
  route(known: readonly Detour[], onDetour: (detour: Detour) => void): Routing;
  /** Starts the workers now: there are images to come. */
  warm(): void;
  /** Why nothing can be rendered here; `null` while there is no reason to think so. */
  broken(): string | null;
}

/** A cold start on a busy phone takes seconds; a start that hangs (no SharedArrayBuffer) must be noticed. */
const startMs = 30_000;
/**
 * WebAssembly memory only grows: above this size an engine makes room for a fresh one. wasm-vips begins with 256 MB, of
 * which it has used 20; once it grows, all of that has been used, and is kept for pictures as small as any. That takes
 * some 60 MP that have to be held whole.
 */
const recycleAboveBytes = 320 * 2 ** 20;
/**
 * And after so many images, for what nobody knows of. Not often: for half a minute the browser holds both, 60–70 MB each,
 * and over 10,000 images none has been seen to grow.
 */
const recycleAfter = 10_000;

type EnginePool = Pool<RenderOrder, Rendering<Picture>>;

export function createEngines(options: {
  vipsFolder: string;
  clock: Clock;
  limits: Limits;
  /** They are broken now, or not any more. */
  onChange(): void;
  /** wasm-vips does not come up here: from now on the canvas draws. */
  onCanvas(): void;
}): Engines {
  const { vipsFolder, clock, limits, onChange } = options;
  const width = engineWidth({ cores: navigator.hardwareConcurrency, memoryGb: memoryOf(navigator) });
  let pool: Promise<EnginePool> | null = null;
  let reason: string | null = null;

  const prepare = async (): Promise<EnginePool> => {
    // Without wasm-vips the engines draw with the browser's own canvas; the page says so.
    const module = canRunVips() ? await compileVips(vipsFolder).catch(() => null) : null;
    const lastResort = createLastResort({ module, startMs, clock }, options.onCanvas);
    return createPool({
      spawn: () => spawnEngine({ module: lastResort.module(), vipsFolder, limits }),
      width,
      clock,
      deadlineMs: limits.renderMs,
      startMs,
      recycleAfter,
      recycleAboveBytes,
      onChange(change) {
        lastResort.saw(change);
        const before = reason;
        reason = change.tag === 'broken' ? change.reason : null;
        // Engines come and go, get busy and idle, hundreds of times a second: nothing that the page shows.
        if (reason !== before) onChange();
      },
    });
  };
  const prepared = () => {
    pool ??= prepare();
    return pool;
  };

  // Five megabytes of code are compiled while the page is idle, and one engine is started: a start takes longer than all
  // else between the first click and the first thumbnail. The others cost memory, and wait until there is a list.
  const whenIdle = globalThis.requestIdleCallback ?? ((start: () => void) => setTimeout(start, 200));
  whenIdle(() => void prepared().then((ready) => ready.warm(1)));

  return {
    width,
    route(known, onDetour) {
      const run: EnginePool['run'] = async (order, signal, onTurn) => (await prepared()).run(order, signal, onTurn);
      return createRouting({ pool: { run }, known, onDetour });
    },
    warm: () => void prepared().then((ready) => ready.warm(width)),
    broken: () => reason,
  };
}

/** The typings know it of no browser, for only Chromium has it. */
function memoryOf(device: Navigator & { deviceMemory?: number }): number | undefined {
  return device.deviceMemory;
}
