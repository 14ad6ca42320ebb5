import { transfer } from 'comlink';
import { type Failure, fail, ok, type Result } from '../core/failure.ts';
import type { Rendering } from '../core/ports.ts';
import { type PictureLimits, refuse } from './admit.ts';
import { arenaBytes } from './arena.ts';
import { drawOnCanvas } from './canvas.ts';
import { isCutShort } from './cut-short.ts';
import { draw, librariesFor } from './draw.ts';
import { createHandles } from './handles.ts';
import { createInstances, type Instances } from './instances.ts';
import { drawJpegToJpeg } from './jpeg-to-jpeg.ts';
import { canRunVips, shrinksJpeg } from './probe.ts';
import type { Picture, RenderRequest, RenderTask } from './render.ts';
import { type Capabilities, insteadOf, needsVips, type Route, route } from './route.ts';
import { tellStep } from './steps.ts';
import { toFailure } from './thrown.ts';
import { warmUp } from './warm-up.ts';

export interface StartOptions {
  /** Absolute URL of the folder with wasm-vips' files, ending in a slash. */
  vipsFolder: string;
  /**
   * `vips.wasm` of that folder, compiled; `null` where it cannot run: then the browser's canvas draws what our own decoder
   * does not. `later`: a light engine, which will never have it and sends back whatever needs it.
   */
  module: WebAssembly.Module | 'later' | null;
  limits: PictureLimits;
}

/** The answer to one image, and what the pool wants to know of the worker afterwards. */
export interface Answer {
  /** `null`: sent back. */
  result: Result<Rendering<Picture>> | null;
  memoryBytes: number;
}

interface Studio {
  isLight: boolean;
  instances: Instances | null;
  capabilities: Capabilities;
  limits: PictureLimits;
}

/** One per worker, and a worker is started once. */
let studio: Studio | null = null;

/** To be called once, before the first image. Ready means ready: compiled, and run once. */
export async function start({ vipsFolder, module, limits }: StartOptions): Promise<Result<void>> {
  try {
    const isLight = module === 'later';
    const instances = module !== null && !isLight && canRunVips() ? createInstances({ vipsFolder, module }) : null;
    const [shrinkingJpeg] = await Promise.all([shrinksJpeg(), instances?.withLibraries([])]);
    await warmUp();
    studio = { isLight, instances, capabilities: { vips: isLight || instances !== null, shrinkingJpeg }, limits };
    return ok(undefined);
  } catch (error) {
    return fail({ code: 'engine-lost', reason: `it does not start: ${String(error)}` });
  }
}

/** Renders all variants of one image. Never throws; `engine-lost` means that this worker must not be used any more. */
export async function render(task: RenderTask): Promise<Answer> {
  const result = studio === null ? notStarted : await renderIn(studio, task);
  const buffers = result?.ok ? result.value.thumbnails.map(({ bytes }) => bytes) : [];
  const memoryBytes = (studio?.instances?.memoryBytes() ?? 0) + arenaBytes();
  return transfer({ result, memoryBytes }, buffers);
}

const notStarted = fail({ code: 'engine-lost', reason: 'it was not started' });

/** Route after route until one draws the picture; if none does, the last one knows best why. `null`: for a whole engine. */
async function renderIn(studio: Studio, { without, ...request }: RenderTask): Promise<Answer['result']> {
  const { head, recipe } = request;
  const { capabilities } = studio;
  const refusal = refuse(request, studio.limits);
  if (refusal !== null) return fail(refusal);
  let failure: Failure = { code: 'unsupported', kind: head.kind };
  for (const candidate of route(head, recipe, capabilities, without)) {
    if (studio.isLight && needsVips(candidate)) return null;
    const instead = insteadOf(candidate, head, recipe, capabilities, without);
    tellStep({ tag: 'tries', route: candidate, instead });
    let { result, ms } = await attempt(studio, candidate, request);
    if (!result.ok && isDoubtful(result.failure, request)) ({ result, ms } = await attempt(studio, candidate, request));
    if (result.ok) tellStep({ tag: 'drew', route: candidate, ms });
    if (result.ok || isFinal(result.failure)) return result;
    tellStep({ tag: 'fell-through', route: candidate });
    // Few browsers decode HEIC, and those that do not say no more than that it failed.
    if (head.kind !== 'heic') failure = result.failure;
  }
  return fail(failure);
}

/**
 * libvips keeps a log that only an exception takes along, so what it has to say of a truncated file may have been said of
 * an earlier one that was drawn in spite of it. If the file's own end says nothing of the kind, it is asked again.
 */
function isDoubtful({ code }: Failure, { bytes, head }: RenderRequest): boolean {
  return code === 'truncated' && !isCutShort(bytes, head.kind);
}

/** Another route cannot mend a lost engine, nor a file that ends too soon. */
function isFinal({ code }: Failure): boolean {
  return code === 'engine-lost' || code === 'truncated';
}

interface Attempt {
  result: Result<Rendering<Picture>>;
  ms: number;
}

async function attempt(studio: Studio, candidate: Route, request: RenderRequest): Promise<Attempt> {
  const handles = createHandles();
  let failure: Failure | null = null;
  let beganMs = performance.now();
  const after = (result: Result<Rendering<Picture>>): Attempt => ({ result, ms: performance.now() - beganMs });
  try {
    if (candidate === 'canvas') return after(ok(await drawOnCanvas(request)));
    if (candidate === 'jpeg-to-jpeg') return after(ok(await drawJpegToJpeg(request)));
    if (studio.instances === null) return after(notStarted);
    const instance = await studio.instances.withLibraries(librariesFor(candidate, request)).catch(toNull);
    if (instance === null)
      return after(fail({ code: 'engine-lost', reason: 'a part of wasm-vips could not be loaded' }));
    // That a side module had to be loaded is no fault of the route's.
    beganMs = performance.now();
    return after(ok(await draw(candidate, request, studio.limits, { vips: instance.vips, handles })));
  } catch (thrown) {
    failure = toFailure(thrown, request.head, request.bytes);
    return after(fail(failure));
  } finally {
    // In a lost instance nothing can be freed.
    if (failure?.code !== 'engine-lost') handles.free();
  }
}

function toNull(): null {
  return null;
}
