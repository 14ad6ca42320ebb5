import type { Limits } from '../core/limits.ts';
import type { Clock, Rendering } from '../core/ports.ts';
import type { Detour } from '../engine/detours.ts';
import { createLastResort, type LastResort } from '../engine/last-resort.ts';
import { compileVips } from '../engine/module.ts';
import { createPool, type Pool } from '../engine/pool.ts';
import { canRunVips } from '../engine/probe.ts';
import type { Picture, RenderOrder } from '../engine/render.ts';
import { createRouting, type Routing } from '../engine/routing.ts';
import { spawnEngine } from '../engine/spawn.ts';
import { engineWidth } from '../engine/width.ts';

/**
 * The engines of this page: prepared while nobody waits for them, and as many as the machine has cores and memory for.
 *
 * They begin as light ones, without wasm-vips: most lists are JPEGs from which smaller JPEGs are made, and our own decoder
 * and encoder do that. Five megabytes of code are not compiled then, an engine starts several times as soon, and is some
 * 40 MB smaller. When something comes that needs more, or may be seen to come, whole engines take their places.
 */
export interface Engines {
  /** Images that can be rendered at once. */
  readonly width: number;
  /**
   * The engines for one run. What it learns of routes that fail or crawl here is its own: the next run begins with all
   * of them. `known`: what it had switched off when it was interrupted.
   */
  route(known: readonly Detour[], onDetour: (detour: Detour) => void): Routing;
  /** Starts the workers now: there are images to come. `libvips`: as far as one can see some of them need it. */
  warm(needs: { libvips: boolean }): void;
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
  let reason: string | null = null;
  /** How whole engines are started; `null` as long as light ones do. */
  let lastResort: LastResort | null = null;
  const spawned = { engines: 0, light: new Set<number>() };

  function spawn(): ReturnType<typeof spawnEngine> {
    spawned.engines += 1;
    const folder = { vipsFolder, limits };
    if (lastResort !== null) return spawnEngine({ ...folder, module: lastResort.module() });
    spawned.light.add(spawned.engines);
    return spawnEngine({ ...folder, module: 'later' }, undefined, () => (lastResort === null ? 'light' : 'outgrown'));
  }

  const pool: Pool<RenderOrder, Rendering<Picture>> = createPool({
    spawn,
    width,
    clock,
    deadlineMs: limits.renderMs,
    startMs,
    recycleAfter,
    recycleAboveBytes,
    onChange(change) {
      if (change.tag === 'sent-back') void growUp();
      // That a light engine starts says nothing of libvips.
      else if (change.tag === 'broken' || !spawned.light.has(change.engine)) lastResort?.saw(change);
      const before = reason;
      reason = change.tag === 'broken' ? change.reason : null;
      // Engines come and go, get busy and idle, hundreds of times a second: nothing that the page shows.
      if (reason !== before) onChange();
    },
  });

  let grown: Promise<void> | null = null;
  /** From now on engines are whole. Once for all: whoever needed libvips may need it again. */
  function growUp(): Promise<void> {
    grown ??= compile(vipsFolder).then((module) => {
      lastResort = createLastResort({ module, startMs, clock }, options.onCanvas);
      pool.warm(0);
    });
    return grown;
  }

  // One engine is started while the page is idle, before there is anything to draw; the others wait until there is a list.
  const whenIdle = globalThis.requestIdleCallback ?? ((start: () => void) => setTimeout(start, 200));
  whenIdle(() => pool.warm(1));

  return {
    width,
    route: (known, onDetour) => createRouting({ pool, known, onDetour }),
    warm({ libvips }) {
      // What is compiled already is had at once; until then light engines would only be started to make room again.
      if (libvips) void growUp().then(() => pool.warm(width));
      else pool.warm(width);
    },
    broken: () => reason,
  };
}

/** `null`: it cannot run here, and what our own decoder does not draw the browser's canvas does. */
async function compile(vipsFolder: string): Promise<WebAssembly.Module | null> {
  return canRunVips() ? await compileVips(vipsFolder).catch(() => null) : null;
}

/** The typings know it of no browser, for only Chromium has it. */
function memoryOf(device: Navigator & { deviceMemory?: number }): number | undefined {
  return device.deviceMemory;
}
