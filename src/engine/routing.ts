import type { Failure, Result } from '../core/failure.ts';
import type { ImageKind } from '../core/head.ts';
import type { DetourNote, SourceFacts } from '../core/item.ts';
import type { Rendering } from '../core/ports.ts';
import { createDetours, type Detour } from './detours.ts';
import { type OnTurn, type Pool, triesPerImage } from './pool.ts';
import type { Picture, RenderOrder, RenderRequest, RenderTask } from './render.ts';
import { isRoute, type Route } from './route.ts';
import type { Step } from './steps.ts';

export interface RoutingOptions {
  pool: Pick<Pool<RenderOrder, Rendering<Picture>>, 'run'>;
  /** What was switched off before, when the run was interrupted. */
  known: readonly Detour[];
  /** Once for each route that is switched off from now on. */
  onDetour(detour: Detour): void;
}

export type Routing = Pick<Pool<RenderRequest, Rendering<Picture>>, 'run'>;

interface Tried {
  result: Result<Rendering<Picture>>;
  steps: readonly Step[];
}

/**
 * The pool, as one run uses it: it watches which ways the pictures take, and leads them around routes that keep failing
 * or crawl here (`detours.ts`).
 */
export function createRouting({ pool, known, onDetour }: RoutingOptions): Routing {
  const detours = createDetours(known, onDetour);
  let isComparing = false;

  async function run(
    request: RenderRequest,
    signal: AbortSignal,
    onTurn?: OnTurn,
  ): Promise<Result<Rendering<Picture>>> {
    const inForce = detours.of(request.head.kind);
    const without = inForce.map(({ route }) => route);
    const first = await attempt(request, without, signal, onTurn);
    const killer = signal.aborted ? null : killerOf(first);
    const last = killer === null ? first : await attempt(request, [...without, killer], signal, onTurn);
    // If the way around does not lead there either, what happened at first says more.
    if (!last.result.ok) return first.result;
    const { source, thumbnails } = last.result.value;
    learn({ ...request, without }, last, killer, signal);
    return {
      ok: true,
      value: { source: inForce.length === 0 ? source : { ...source, detours: inForce.map(toNote) }, thumbnails },
    };
  }

  async function attempt(
    request: RenderRequest,
    without: readonly Route[],
    signal: AbortSignal,
    onTurn?: OnTurn,
  ): Promise<Tried> {
    const steps: Step[] = [];
    const result = await pool.run({ ...request, without, onStep: (step) => steps.push(step) }, signal, onTurn);
    return { result, steps };
  }

  function learn(request: RenderTask, { steps }: Tried, killer: Route | null, signal: AbortSignal): void {
    const { kind, width, height } = request.head;
    const drawn = steps.find((step) => step.tag === 'drew');
    if (drawn === undefined) return;
    const fellThrough = new Set(steps.flatMap((step) => (step.tag === 'fell-through' ? [step.route] : [])));
    detours.passed({ kind, drew: drawn.route, fellThrough: [...fellThrough], lost: killer });
    const others = steps.flatMap((step) => (step.tag === 'tries' && step.route === drawn.route ? step.instead : []));
    if (others.length === 0 || isComparing || !detours.wantsTimes(kind, drawn.ms, width * height)) return;
    // The memory of these bytes may be used again once the picture is there.
    void compare({ ...request, bytes: request.bytes.slice() }, drawn, [...new Set(others)], signal);
  }

  /** Draws the picture by all other routes as well, only for the time that it takes. */
  async function compare(
    request: RenderTask,
    drawn: { route: Route; ms: number },
    others: readonly Route[],
    signal: AbortSignal,
  ): Promise<void> {
    isComparing = true;
    const times = new Map([[drawn.route, drawn.ms]]);
    for (const other of others) {
      const without = [...request.without, drawn.route, ...others.filter((route) => route !== other)];
      const { steps } = await attempt(request, without, signal);
      for (const step of steps) if (step.tag === 'drew') times.set(step.route, step.ms);
    }
    isComparing = false;
    if (!signal.aborted) detours.timed(request.head.kind, times);
  }

  return { run };
}

/** The route on which every engine was lost that tried it, if there is a way around it. */
function killerOf({ result, steps }: Tried): Route | null {
  if (result.ok || !isLoss(result.failure)) return null;
  const tries = steps.filter((step) => step.tag === 'tries');
  const last = tries.at(-1);
  if (last === undefined || last.instead.length === 0) return null;
  return tries.filter(({ route }) => route === last.route).length >= triesPerImage ? last.route : null;
}

function isLoss({ code }: Failure): boolean {
  return code === 'engine-lost' || code === 'timed-out';
}

/** The kind is the picture's own. */
function toNote({ route, why, instead }: Detour): DetourNote {
  return { route, why, instead };
}

/** What a run had switched off, by what it wrote down with the pictures that were made under it. */
export function knownDetours(sources: Iterable<Pick<SourceFacts, 'kind' | 'detours'>>): readonly Detour[] {
  const known = new Map<string, Detour>();
  for (const { kind, detours = [] } of sources) {
    for (const { route, why, instead } of detours) {
      // Another version of this page may have had other routes.
      if (!isRoute(route) || !isRoute(instead)) continue;
      known.set(`${kind} ${route}`, { kind: kind as ImageKind, route, why, instead });
    }
  }
  return [...known.values()];
}
