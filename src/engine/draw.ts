import { planMaster, planVariant, type Size, turned } from '../core/geometry.ts';
import type { Rendering } from '../core/ports.ts';
import { formatChoice, type Recipe } from '../core/recipe.ts';
import { decoders } from './decoders/index.ts';
import type { Handles } from './handles.ts';
import { type Order, paint } from './paint.ts';
import type { Picture, RenderRequest } from './render.ts';
import type { Library, VipsApi } from './vips.ts';

export type DecoderRoute = keyof typeof decoders;

/** The side modules that a request needs on this route. */
export function librariesFor(route: DecoderRoute, { head, recipe }: RenderRequest): readonly Library[] {
  const wantsAvif = recipe.variants.some((variant) => formatChoice(recipe, variant) === 'avif');
  return [...decoders[route].libraries(head), ...(wantsAvif ? (['vips-heif.wasm'] as const) : [])];
}

/** Decodes once and paints every variant of it. Throws what libvips and the browser throw. */
export async function draw(
  vips: VipsApi,
  route: DecoderRoute,
  { bytes, head, recipe }: RenderRequest,
  handles: Handles,
): Promise<Rendering<Picture>> {
  const source = uprightSize(vips, { bytes, head }, handles);
  const orders = takeOrders(source, recipe);
  const plans = orders.map(({ plan }) => plan);
  // Vectors have no pixels to be stingy with.
  const size = planMaster(head.kind === 'svg' ? endless : source, plans);
  const image = await decoders[route].decode({ vips, bytes, head, size, handles });
  return { source: { kind: head.kind, ...source, route }, thumbnails: await paint(image, orders, recipe, handles) };
}

const endless: Size = { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };

export function takeOrders(source: Size, recipe: Recipe): Order[] {
  return recipe.variants.map((variant, index) => ({ index, variant, plan: planVariant(source, variant) }));
}

/** The header's word; where it has none (JPEG XL, SVG without a size), libvips is asked. */
function uprightSize(vips: VipsApi, { bytes, head }: Pick<RenderRequest, 'bytes' | 'head'>, { keep }: Handles): Size {
  if (head.width > 0 && head.height > 0) return turned({ width: head.width, height: head.height }, head.orientation);
  const { width, height } = keep(vips.Image.newFromBuffer(bytes));
  return { width, height };
}
