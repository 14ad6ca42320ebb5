import { isReusable, largestFirst, planMaster, type Size, turned } from '../core/geometry.ts';
import type { Rendering } from '../core/ports.ts';
import { type Recipe, resolveQuality } from '../core/recipe.ts';
import { formats } from '../formats/index.ts';
import { Declined } from './decoders/decoder.ts';
import { takeOrders } from './draw.ts';
import { encodeWithin } from './encode.ts';
import { type Chroma, chromaFor, chromaOf } from './jpeg/chroma.ts';
import { encodeJpeg } from './jpeg/encode.ts';
import { type Loops, sharedLoops } from './jpeg/loops.ts';
import { type PlanarPicture, redraw } from './jpeg/picture.ts';
import { decodePlanes } from './jpeg/shrunken.ts';
import type { Order } from './paint.ts';
import { toPicture } from './picture.ts';
import type { Picture, RenderRequest } from './render.ts';
import { planPlanarShrink } from './shrink.ts';

/**
 * From a JPEG to smaller JPEGs without ever making pixels of it: what is stored as luma and as chroma of half the size is
 * shrunk as such and stored as such again, by our own decoder, Lanczos3 and encoder. Half of the samples, no conversion of
 * colours, and nothing is handed over to libvips. Throws for files that are not quite sound: others know better.
 */
export async function drawJpegToJpeg({ bytes, head, recipe }: RenderRequest): Promise<Rendering<Picture>> {
  const loops = sharedLoops();
  const source = turned(head, head.orientation);
  const orders = takeOrders(source, recipe);
  const size = planMaster(
    source,
    orders.map(({ plan }) => plan),
  );
  const { eighths, extent } = planPlanarShrink(head, size);
  const decoded = eighths === 8 ? null : decodePlanes(loops, bytes, eighths, chromaOf(recipe));
  if (decoded === null || decoded.width !== Math.ceil(extent.width) || decoded.height !== Math.ceil(extent.height)) {
    throw new Declined('not a JPEG for our own decoder');
  }
  const thumbnails = await drawAll(loops, { picture: decoded, orientation: head.orientation }, orders, recipe);
  return { source: { kind: head.kind, ...source, route: 'jpeg-to-jpeg' }, thumbnails };
}

/** What a thumbnail is made of, and how that lies. */
interface Base {
  picture: PlanarPicture;
  /** EXIF's, 1–8. */
  orientation: number;
}

/** As a chain: each of the smallest larger one that is whole and good enough. */
async function drawAll(loops: Loops, master: Base, orders: readonly Order[], recipe: Recipe): Promise<Picture[]> {
  const made: (Size & { chroma: Chroma; base: Base })[] = [];
  const pictures = new Map<number, Picture>();
  for (const place of largestFirst(orders.map(({ plan }) => plan))) {
    const order = orders[place];
    if (order === undefined) continue;
    const { index, variant, plan } = order;
    const quality = qualityOf(order, recipe);
    const draw = (chroma: Chroma): PlanarPicture => {
      const isGood = (one: (typeof made)[number]) =>
        isReusable(one, plan.resize) && (one.chroma === chroma || one.chroma === 'full');
      const { picture, orientation } = made.findLast(isGood)?.base ?? master;
      return redraw(loops, picture, plan, chroma, orientation);
    };
    const drawn = new Map<Chroma, PlanarPicture>();
    const save = (tried: number): ArrayBuffer => {
      const chroma = chromaFor(tried);
      const picture = drawn.get(chroma) ?? draw(chroma);
      drawn.set(chroma, picture);
      return encodeJpeg(loops, picture, tried);
    };
    const encoded = await encodeWithin(save, { format: formats.jpeg, quality, limitBytes: variant.limitBytes });
    pictures.set(place, await toPicture(encoded, { variant: index, format: 'jpeg', ...plan.output }));
    if (plan.framing.tag !== 'whole') continue;
    for (const [chroma, picture] of drawn) made.push({ ...plan.resize, chroma, base: { picture, orientation: 1 } });
  }
  return orders.flatMap((_, place) => pictures.get(place) ?? []);
}

function qualityOf({ variant }: Order, recipe: Recipe): number {
  return resolveQuality(recipe, variant, 'jpeg');
}
