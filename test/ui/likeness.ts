/** A picture of so many pixels, red, green, blue and alpha. */
export type Pixels = Pick<ImageData, 'width' | 'height' | 'data'>;

/** One cell stands for a square of so many pixels of the screen. */
export const cellPx = 8;

/**
 * The upper left of the picture, so many pixels, in cells: fine enough to see a button move, too coarse for how a
 * browser smooths an edge.
 */
export async function toCells(png: Blob, width: number, height: number): Promise<ImageData> {
  const size = { resizeWidth: Math.ceil(width / cellPx), resizeHeight: Math.ceil(height / cellPx) };
  return toPixels(await createImageBitmap(png, 0, 0, width, height, { ...size, resizeQuality: 'high' }));
}

export function toPixels(picture: ImageBitmap): ImageData {
  const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  if (pen === null) throw new Error('This browser has no canvas.');
  pen.drawImage(picture, 0, 0);
  return pen.getImageData(0, 0, picture.width, picture.height);
}

export async function toPng(pixels: ImageData): Promise<Blob> {
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** A cell differs when any of its channels does by more than this, of 255: a line that goes, a colour that changes. */
const channelLimit = 12;
/** So many cells may differ: boxes to tick and the like are the browser's own, and every version draws them anew. */
export const cellsLimit = 6;

/** Cells that differ, as places on the screen; all of them when the sizes do. */
export function differences(a: Pixels, b: Pixels): { x: number; y: number }[] {
  const places = Array.from({ length: a.width * a.height }, (_, cell) => ({
    x: (cell % a.width) * cellPx,
    y: Math.floor(cell / a.width) * cellPx,
  }));
  if (a.width !== b.width || a.height !== b.height) return places;
  return places.filter((_, cell) =>
    [0, 1, 2].some((channel) => {
      const at = 4 * cell + channel;
      return Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0)) > channelLimit;
    }),
  );
}
