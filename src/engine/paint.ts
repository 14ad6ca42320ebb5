import { isReusable, largestFirst, type Plan } from '../core/geometry.ts';
import { formatChoice, type Recipe, resolveFormat, resolveQuality, type Variant } from '../core/recipe.ts';
import { type FormatId, formats } from '../formats/index.ts';
import { sha256 } from './digest.ts';
import { type Encoded, encode } from './encode.ts';
import { frame, scale, toRgb } from './frame.ts';
import type { Handles } from './handles.ts';
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
  handles: Handles,
): Promise<Picture[]> {
  const master = dropOpaqueAlpha(decoded, handles);
  const made: VipsImage[] = [];
  const pictures = new Map<Order, Picture>();
  for (const place of largestFirst(orders.map(({ plan }) => plan))) {
    const order = orders[place];
    if (order === undefined) continue;
    const base = made.findLast((image) => isReusable(image, order.plan.resize)) ?? master;
    const scaled = scale(base, order.plan.resize, handles);
    made.push(scaled);
    const framed = frame(scaled, order.plan, recipe.background, handles);
    pictures.set(order, await finish(framed, order, recipe, handles));
  }
  return orders.flatMap((order) => pictures.get(order) ?? []);
}

async function finish(
  image: VipsImage,
  { index, variant, plan }: Order,
  recipe: Recipe,
  { keep }: Handles,
): Promise<Picture> {
  const alpha = image.hasAlpha();
  const format = resolveFormat(formatChoice(recipe, variant), { alpha, animated: false });
  const mustFlatten = alpha && !formats[format].alpha;
  const flat = mustFlatten ? keep(image.flatten({ background: toRgb(recipe.background) })) : image;
  const quality = resolveQuality(recipe, variant, format);
  const encoded = encode(flat, { format: formats[format], quality, limitBytes: variant.limitBytes });
  return toPicture(encoded, { variant: index, format, ...plan.output });
}

export async function toPicture(
  { bytes, note }: Encoded,
  facts: { variant: number; format: FormatId; width: number; height: number },
): Promise<Picture> {
  const buffer = wholeBuffer(bytes);
  return { ...facts, byteLength: buffer.byteLength, sha256: await sha256(buffer), note, bytes: buffer };
}

/** Most pictures with an alpha channel do not use it. */
function dropOpaqueAlpha(image: VipsImage, { keep }: Handles): VipsImage {
  if (!image.hasAlpha()) return image;
  const colours = image.bands - 1;
  const isOpaque = keep(image.extractBand(colours)).min() === 255;
  return isOpaque ? keep(keep(image.extractBand(0, { n: colours })).copyMemory()) : image;
}

/** A buffer of its own that can be transferred; libvips' answer already is one, but its type does not say so. */
function wholeBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength ? buffer : bytes.slice().buffer;
}
