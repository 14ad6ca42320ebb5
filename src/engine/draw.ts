import { planMaster, planVariant, type Size, turned } from '../core/geometry.ts';
import type { Rendering } from '../core/ports.ts';
import { formatChoice, type Recipe } from '../core/recipe.ts';
import type { PictureLimits } from './admit.ts';
import { decoders } from './decoders/index.ts';
import type { Easel } from './frame.ts';
import { type Order, paint } from './paint.ts';
import type { Picture, RenderRequest } from './render.ts';
import type { Library } from './vips.ts';

/** The routes that end in libvips. */
export type DecoderRoute = keyof typeof decoders;

/** The side modules that a request needs on this route. */
export function librariesFor(route: DecoderRoute, { head, recipe }: RenderRequest): readonly Library[] {
  const wantsAvif = recipe.variants.some((variant) => formatChoice(recipe, variant) === 'avif');
  return [...decoders[route].libraries(head), ...(wantsAvif ? (['vips-heif.wasm'] as const) : [])];
}

/** Decodes once and paints every variant of it. Throws what libvips and the browser throw. */
export async function draw(
  route: DecoderRoute,
  { bytes, head, recipe }: RenderRequest,
  limits: PictureLimits,
  easel: Easel,
): Promise<Rendering<Picture>> {
  const source = uprightSize({ bytes, head }, easel);
  const orders = takeOrders(source, recipe);
  // Vectors have no pixels to be stingy with.
  const available = head.kind === 'svg' ? endless : source;
  const size = planMaster(
    available,
    orders.map(({ plan }) => plan),
  );
  const animation = route === 'animation' ? measureAnimation(bytes, source, limits, easel) : stillPicture;
  const image = await decoders[route].decode({ ...easel, bytes, head, size, frames: animation.frames });
  const pictures = await paint(image, orders, recipe, easel);
  return {
    source: { kind: head.kind, ...source, route },
    thumbnails: pictures.map((picture) => ({ ...picture, note: picture.note ?? animation.note })),
  };
}

const endless: Size = { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };

export function takeOrders(source: Size, recipe: Recipe): Order[] {
  return recipe.variants.map((variant, index) => ({ index, variant, plan: planVariant(source, variant) }));
}

/** The header's word; where it has none (JPEG XL, SVG without a size), libvips is asked. */
function uprightSize({ bytes, head }: Pick<RenderRequest, 'bytes' | 'head'>, { vips, handles }: Easel): Size {
  if (head.width > 0 && head.height > 0) return turned(head, head.orientation);
  const { width, height } = handles.keep(vips.Image.newFromBuffer(bytes));
  return { width, height };
}

const stillPicture = { frames: 1, note: null };

/** As many frames of an animation as the limits allow; the note says if that is not all of them. */
function measureAnimation(
  bytes: Uint8Array,
  { width, height }: Size,
  limits: PictureLimits,
  { vips, handles }: Easel,
): { frames: number; note: string | null } {
  const present = handles.keep(vips.Image.newFromBuffer(bytes)).getInt('n-pages');
  const allowed = Math.max(1, Math.min(limits.frames, Math.floor(limits.wholePixels / (width * height))));
  if (present <= allowed) return { frames: present, note: null };
  return { frames: allowed, note: `only the first ${allowed} of ${present} frames` };
}
