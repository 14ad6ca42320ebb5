import { fail, ok, type Result } from '../../src/core/failure.ts';
import type { Head } from '../../src/core/head.ts';
import type { Clock, Rendering } from '../../src/core/ports.ts';
import { defaultRecipe, type Recipe } from '../../src/core/recipe.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createPool } from '../../src/engine/pool.ts';
import type { Picture, RenderOrder, RenderRequest } from '../../src/engine/render.ts';
import { type Capabilities, insteadOf, type Route, route } from '../../src/engine/route.ts';

/** What a decoder does with one image: takes so many milliseconds, throws, or takes its engine with it. */
export type Deed = number | 'fails' | 'kills';

const photoHead: Head = {
  kind: 'jpeg',
  width: 3264,
  height: 1836,
  orientation: 1,
  progressive: false,
  alpha: false,
  frames: 1,
  depth: 8,
  colour: 'rgb',
  profile: 'none',
};

const recipe: Recipe = { ...defaultRecipe, format: 'png' };

/** An image that is known by the number in its first byte; PNGs are wanted of it, for which there are three routes. */
export function imageOf(number: number, head: Partial<Head> = {}): RenderRequest {
  return { bytes: Uint8Array.of(number), head: { ...photoHead, ...head }, recipe };
}

function numberOf({ bytes }: Pick<RenderRequest, 'bytes'>): number {
  return bytes[0] ?? -1;
}

/** A pool of engines that take the routes of real ones, with decoders that do what the script says. */
export function createFakeStudio(
  clock: Clock,
  deed: (route: Route, image: number) => Deed,
  capabilities: Capabilities = { vips: true, shrinkingJpeg: true },
) {
  /** Every try of every engine. */
  const tried: { image: number; route: Route }[] = [];

  function spawn(): Engine<RenderOrder, Rendering<Picture>> {
    return {
      started: Promise.resolve(ok(undefined)),
      render: (order) => render(order),
      fitness: () => 'whole',
      health: () => ({ memoryBytes: 0 }),
      onLost: () => {},
      terminate: () => {},
    };
  }

  async function render({ head, recipe, without, onStep, bytes }: RenderOrder): Promise<Result<Rendering<Picture>>> {
    const image = numberOf({ bytes });
    for (const candidate of route(head, recipe, capabilities, without)) {
      const instead = insteadOf(candidate, head, recipe, capabilities, without);
      onStep({ tag: 'tries', route: candidate, instead });
      tried.push({ image, route: candidate });
      const does = deed(candidate, image);
      if (does === 'kills') return fail({ code: 'engine-lost', reason: 'as scripted' });
      if (does === 'fails') {
        onStep({ tag: 'fell-through', route: candidate });
        continue;
      }
      await clock.wait(does);
      onStep({ tag: 'drew', route: candidate, ms: does });
      const { kind, width, height } = head;
      return ok({ source: { kind, width, height, route: candidate }, thumbnails: [] });
    }
    return fail({ code: 'corrupt', kind: head.kind, detail: 'as scripted' });
  }

  const pool = createPool<RenderOrder, Rendering<Picture>>({
    spawn,
    width: 2,
    clock,
    deadlineMs: 30_000,
    startMs: 30_000,
    recycleAfter: Number.POSITIVE_INFINITY,
    recycleAboveBytes: Number.POSITIVE_INFINITY,
  });
  return { pool, tried };
}
