import { isReusable, largestFirst, type Plan, type Size } from '../core/geometry.ts';
import { formatChoice, type Recipe, resolveFormat, resolveQuality, type Variant } from '../core/recipe.ts';
import { formats } from '../formats/index.ts';
import { encode } from './encode.ts';
import { countFrames, type Easel, frame, scale, toRgb } from './frame.ts';
import { toPicture } from './picture.ts';
import type { Picture } from './render.ts';
import type { VipsImage } from './vips.ts';

/** A variant with the plan that was made for this source. */
export interface Order {
  /** Index of the variant in the recipe. */
  index: number;
  variant: Variant;
  plan: Plan;
}

/**
 * All ordered pictures of one decoded source, as a chain: each is made of the smallest larger one that is good enough,
 * so that only the first resize looks at many pixels. The answer is in the order of the orders.
 */
export async function paint(
  decoded: VipsImage,
  orders: readonly Order[],
  recipe: Recipe,
  easel: Easel,
): Promise<Picture[]> {
  const master = dropOpaqueAlpha(decoded, easel);
  const made: { size: Size; image: VipsImage }[] = [];
  const pictures = new Map<number, Picture>();
  for (const place of largestFirst(orders.map(({ plan }) => plan))) {
    const order = orders[place];
    if (order === undefined) continue;
    const { resize } = order.plan;
    const base = made.findLast(({ size }) => isReusable(size, resize))?.image ?? master;
    const image = scale(base, resize, easel.handles);
    made.push({ size: resize, image });
    pictures.set(place, await finish(image, order, recipe, easel));
  }
  return orders.flatMap((_, place) => pictures.get(place) ?? []);
}

/** From a picture of the right scale to a file. */
async function finish(
  image: VipsImage,
  { index, variant, plan }: Order,
  recipe: Recipe,
  easel: Easel,
): Promise<Picture> {
  const { keep } = easel.handles;
  const alpha = image.hasAlpha();
  const id = resolveFormat(formatChoice(recipe, variant), { alpha, animated: countFrames(image) > 1 });
  const format = formats[id];
  const still = format.animation ? image : firstFrame(image, easel);
  const framed = frame(still, plan, recipe.background, easel);
  const flat = alpha && !format.alpha ? keep(framed.flatten({ background: toRgb(recipe.background) })) : framed;
  const quality = resolveQuality(recipe, variant, id);
  const encoded = await encode(flat, { format, quality, limitBytes: variant.limitBytes });
  return toPicture(encoded, { variant: index, format: id, ...plan.output });
}

function firstFrame(image: VipsImage, { handles: { keep } }: Easel): VipsImage {
  if (countFrames(image) === 1) return image;
  const still = keep(keep(image.extractArea(0, 0, image.width, image.pageHeight)).copy());
  still.setInt('page-height', image.pageHeight);
  return still;
}

/** Most pictures with an alpha channel do not use it. */
function dropOpaqueAlpha(image: VipsImage, { handles: { keep } }: Easel): VipsImage {
  if (!image.hasAlpha()) return image;
  const colours = image.bands - 1;
  const isOpaque = keep(image.extractBand(colours)).min() === 255;
  return isOpaque ? keep(keep(image.extractBand(0, { n: colours })).copyMemory()) : image;
}
