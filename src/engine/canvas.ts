import { isReusable, largestFirst, type Plan, type Size, turned } from '../core/geometry.ts';
import type { Head } from '../core/head.ts';
import type { Rendering } from '../core/ports.ts';
import { formatChoice, type Recipe, resolveFormat, resolveQuality } from '../core/recipe.ts';
import { type FormatId, formats } from '../formats/index.ts';
import { takeOrders } from './draw.ts';
import { encodeWithin } from './encode.ts';
import type { Order } from './paint.ts';
import { toPicture } from './picture.ts';
import type { Picture, RenderRequest } from './render.ts';

/**
 * The way out where wasm-vips cannot run: the browser decodes, a canvas resizes. Some decibels worse (canvases resize by
 * bilinear steps), and formats that the browser cannot write become ones that it can, with a note.
 * Throws what the browser throws, for a truncated file as well.
 */
export async function drawOnCanvas({ bytes, head, recipe }: RenderRequest): Promise<Rendering<Picture>> {
  const bitmap = await openUpright(bytes, head);
  try {
    const source = { width: bitmap.width, height: bitmap.height };
    const orders = takeOrders(source, recipe);
    return {
      source: { kind: head.kind, ...source, route: 'canvas' },
      thumbnails: await paintAll(bitmap, orders, recipe),
    };
  } finally {
    bitmap.close();
  }
}

/** Browsers turn JPEGs and AVIFs upright by themselves, but not all of them turn everything that has an orientation. */
async function openUpright(bytes: Uint8Array, head: Head): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(new Blob([bytes.slice()]));
  if (head.orientation === 1 || isUpright(bitmap, head)) return bitmap;
  try {
    return turn(bitmap, head.orientation);
  } finally {
    bitmap.close();
  }
}

/** No browser reads EXIF in WebP. For the rest the shape tells, if it can; else the browser is believed. */
function isUpright({ width, height }: Size, head: Head): boolean {
  if (head.kind === 'webp') return false;
  const isTelling = head.orientation >= 5 && head.width !== head.height;
  return !isTelling || (width === head.height && height === head.width);
}

function turn(stored: ImageBitmap, orientation: number): ImageBitmap {
  const { width, height } = turned(stored, orientation);
  const canvas = new OffscreenCanvas(width, height);
  const pen = penOf(canvas);
  // Where the stored picture's right, and its downwards, point in the upright one; then where its first pixel goes.
  const [a, b, c, d] = matrices[orientation] ?? [1, 0, 0, 1];
  pen.setTransform(a, b, c, d, a + c < 0 ? width : 0, b + d < 0 ? height : 0);
  pen.drawImage(stored, 0, 0);
  return canvas.transferToImageBitmap();
}

/** For the EXIF orientations 2–8. */
const matrices: Record<number, readonly [number, number, number, number]> = {
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, 1, -1, 0],
  7: [0, -1, -1, 0],
  8: [0, -1, 1, 0],
};

async function paintAll(bitmap: ImageBitmap, orders: readonly Order[], recipe: Recipe): Promise<Picture[]> {
  const made: OffscreenCanvas[] = [];
  const pictures = new Map<number, Picture>();
  for (const place of largestFirst(orders.map(({ plan }) => plan))) {
    const order = orders[place];
    if (order === undefined) continue;
    const base = made.findLast((canvas) => isReusable(canvas, order.plan.resize)) ?? bitmap;
    const canvas = shrink(base, order.plan.resize);
    made.push(canvas);
    pictures.set(place, await finish(canvas, order, recipe));
  }
  return orders.flatMap((_, place) => pictures.get(place) ?? []);
}

/** Halves until less than that is left: one big step would skip pixels. */
function shrink(from: ImageBitmap | OffscreenCanvas, to: Size): OffscreenCanvas {
  let base = from;
  while (base.width > to.width * 2 && base.height > to.height * 2) {
    base = redraw(base, { width: Math.ceil(base.width / 2), height: Math.ceil(base.height / 2) });
  }
  return redraw(base, to);
}

function redraw(from: ImageBitmap | OffscreenCanvas, { width, height }: Size): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const pen = penOf(canvas);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(from, 0, 0, width, height);
  return canvas;
}

async function finish(scaled: OffscreenCanvas, { index, variant, plan }: Order, recipe: Recipe): Promise<Picture> {
  const wanted = resolveFormat(formatChoice(recipe, variant), { alpha: isTransparent(scaled), animated: false });
  const canvas = frame(scaled, plan, formats[wanted].alpha ? null : recipe.background, recipe.background);
  const { id, note } = await writable(wanted, isTransparent(canvas));
  const format = formats[id];
  const save = async (quality: number) => {
    const blob = await canvas.convertToBlob({ type: format.mime, quality: quality / 100 });
    return blob.arrayBuffer();
  };
  const quality = resolveQuality(recipe, variant, id);
  const encoded = await encodeWithin(save, { format, quality, limitBytes: variant.limitBytes });
  return toPicture({ ...encoded, note: note ?? encoded.note }, { variant: index, format: id, ...plan.output });
}

/** Cut or padded, on a ground of colour if transparency cannot stay. A canvas sees no detail: smart crops are centred. */
function frame(
  scaled: OffscreenCanvas,
  { resize, framing, output }: Plan,
  ground: string | null,
  padding: string,
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(output.width, output.height);
  const pen = penOf(canvas);
  const colour = framing.tag === 'pad' ? padding : ground;
  if (colour !== null) {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, output.width, output.height);
  }
  const left = Math.floor((output.width - resize.width) / 2);
  const top = Math.floor((output.height - resize.height) / 2);
  switch (framing.tag) {
    case 'crop':
      pen.drawImage(scaled, -framing.left, -framing.top);
      break;
    case 'pad':
      pen.drawImage(scaled, framing.left, framing.top);
      break;
    default:
      pen.drawImage(scaled, left, top);
  }
  return canvas;
}

/** Browsers answer a wish for a format that they cannot write with a PNG. */
async function writable(wanted: FormatId, alpha: boolean): Promise<{ id: FormatId; note: string | null }> {
  const { mime, label } = formats[wanted];
  const canvas = new OffscreenCanvas(1, 1);
  penOf(canvas);
  const sample = await canvas.convertToBlob({ type: mime });
  if (sample.type === mime) return { id: wanted, note: null };
  const id = alpha ? 'png' : 'jpeg';
  return { id, note: `this browser cannot write ${label}: ${formats[id].label} instead` };
}

function isTransparent(canvas: OffscreenCanvas): boolean {
  const { data } = penOf(canvas).getImageData(0, 0, canvas.width, canvas.height);
  for (let index = 3; index < data.length; index += 4) if (data[index] !== 255) return true;
  return false;
}

function penOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) throw new Error('no memory for a canvas of this size');
  return pen;
}
