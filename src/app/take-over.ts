import { fail, ok, type Result } from '../core/failure.ts';
import type { ItemState } from '../core/item.ts';
import type { Ports, Rendering } from '../core/ports.ts';
import type { Recipe } from '../core/recipe.ts';
import type { Picture } from '../engine/render.ts';
import type { ShelfRun } from '../shelf/shelf.ts';
import type { OpenedBytes } from '../sources/source.ts';
import { createKept, type Former, type KeptImage } from './kept.ts';

export interface TakeOverOptions {
  /** Those of a run that makes everything. */
  ports: Ports<OpenedBytes, Picture>;
  recipe: Recipe;
  /** Draws an image in some of the recipe's variants. */
  renderPart(part: Recipe): Ports<OpenedBytes, Picture>['render'];
  former: Former;
  /** Where the former run's pictures lie; open for as long as these ports are in use. */
  shelf: Pick<ShelfRun, 'find'>;
  /** Whether both runs deliver to the same place: what arrived there is not sent again. */
  isSameDestination: boolean;
}

/**
 * Ports that make only what a former run has not made already. An image that is there in every variant is not even
 * fetched; of the others only the missing variants are drawn. What was left out as a placeholder is left out again.
 */
export function takeOver(options: TakeOverOptions): Ports<OpenedBytes, Picture> {
  const { ports, recipe, former, shelf } = options;
  const find = createKept(former, recipe);
  const skipped = toSkipped(former);
  const arrived = options.isSameDestination ? toArrived(former.states) : new Set();
  const images = new WeakMap<OpenedBytes, KeptImage>();

  const findWhole = (originKey: string): KeptImage | null => {
    const image = find(originKey);
    // A shelf that lost a picture is no reason to fail: it is made anew.
    const isThere = image?.outputs.every((output) => output === null || shelf.find(image.item, output) !== null);
    return isThere === true ? image : null;
  };

  const read = async (image: KeptImage, output: number, variant: number): Promise<Picture | null> => {
    const state = former.states[image.item];
    const file = state !== undefined && 'made' in state ? state.made?.outputs[output] : undefined;
    const shelved = shelf.find(image.item, output);
    if (file === undefined || shelved === null) return null;
    const { format, width, height, byteLength, sha256, note } = file;
    return { variant, format, width, height, byteLength, sha256, note, bytes: (await shelved.read()).buffer };
  };

  const renderMissing = async (
    image: OpenedBytes,
    kept: KeptImage,
    signal: AbortSignal,
  ): Promise<Result<Rendering<Picture>>> => {
    const missing = kept.outputs.flatMap((output, variant) => (output === null ? [variant] : []));
    if (missing.length === 0) return ok({ source: kept.source, thumbnails: [] });
    const variants = missing.flatMap((variant) => recipe.variants[variant] ?? []);
    const rendered = await options.renderPart({ ...recipe, variants })(image, signal);
    if (!rendered.ok) return rendered;
    const { source, thumbnails } = rendered.value;
    return ok({ source, thumbnails: thumbnails.map((made) => ({ ...made, variant: missing[made.variant] ?? 0 })) });
  };

  return {
    ...ports,
    async open(origin, signal, heard) {
      const left = skipped.get(origin.key);
      if (left !== undefined) return fail(left);
      const image = findWhole(origin.key);
      const isComplete = image?.outputs.every((output) => output !== null) === true;
      const opened = isComplete ? ok(nothingFetched(image)) : await ports.open(origin, signal, heard);
      if (opened.ok && image !== null) images.set(opened.value, image);
      return opened;
    },
    async render(image, signal) {
      const kept = images.get(image);
      if (kept === undefined) return ports.render(image, signal);
      const fresh = await renderMissing(image, kept, signal);
      if (!fresh.ok) return fresh;
      const old = await Promise.all(
        kept.outputs.map((output, variant) => (output === null ? null : read(kept, output, variant))),
      );
      const thumbnails = [...old.filter((picture) => picture !== null), ...fresh.value.thumbnails];
      return ok({ source: fresh.value.source, thumbnails: thumbnails.sort((a, b) => a.variant - b.variant) });
    },
    async deliver(item, file, signal) {
      return arrived.has(`${file.name} ${file.sha256}`) ? ok(undefined) : ports.deliver(item, file, signal);
    },
  };
}

/** The original's facts stay known; its bytes are not here. */
function nothingFetched({ source }: KeptImage): OpenedBytes {
  return { bytes: new Uint8Array(0), byteLength: source.byteLength, via: 'kept' };
}

function toSkipped({ job, states }: Former) {
  return new Map(
    job.items.flatMap(({ id, origin }) => {
      const state = states[id];
      return state?.tag === 'skipped' ? [[origin.key, state.failure] as const] : [];
    }),
  );
}

/** Files by name and content, of items that were delivered whole. */
function toArrived(states: readonly ItemState[]): ReadonlySet<string> {
  return new Set(
    states.flatMap((state) =>
      state.tag === 'done' ? state.made.outputs.map(({ name, sha256 }) => `${name} ${sha256}`) : [],
    ),
  );
}
