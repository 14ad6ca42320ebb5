import { turned } from '../../core/geometry.ts';
import { resizeExtent, resizeTransparent } from '../extent.ts';
import { toUpright } from '../orientation.ts';
import { toImage } from '../pixels.ts';
import { decodeBoxes, planBox } from '../png/boxes.ts';
import { createLoops, type Loops } from '../png/loops.ts';
import { Declined, type Decoder } from './decoder.ts';

let loops: Loops | null = null;

/**
 * Our own PNG decoder: libpng and zlib have no SIMD in WebAssembly. It averages while it inflates, so that libvips gets
 * few pixels. Files that are not quite sound it leaves to others.
 */
export const quickPngDecoder: Decoder = {
  libraries: () => [],
  async decode({ vips, bytes, head, size, handles }) {
    loops ??= createLoops();
    const needed = turned(size, head.orientation);
    const box = planBox(head, needed);
    const boxes = decodeBoxes(loops, bytes, box);
    if (boxes === null) throw new Declined('not a PNG for the quick decoder');
    const extent = { width: head.width / box.width, height: head.height / box.height };
    const image = toImage(vips, boxes.pixels, boxes, handles);
    const resize = boxes.isOpaque ? resizeExtent : resizeTransparent;
    return toUpright(resize(image, extent, needed, handles), head.orientation, handles);
  },
};
