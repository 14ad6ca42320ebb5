import type { Plan } from '../../core/geometry.ts';
import type { Chroma } from './chroma.ts';
import type { Loops } from './loops.ts';
import type { Plane } from './planes.ts';
import { type Axis, resample } from './resample.ts';

/** A picture as a JPEG stores it: luma, and unless it is grey two planes of chroma. */
export interface PlanarPicture {
  /** Pixels. */
  width: number;
  height: number;
  planes: readonly Plane[];
}

/**
 * Resizes, cuts and turns a picture, all in one step, into planes that are padded to whole MCUs. Chroma goes straight to
 * the size at which it will be stored; it never becomes pixels.
 * @param plan of a `whole` picture or a `crop`, in upright pixels
 * @param orientation EXIF's, 1–8: how `base` lies
 */
export function redraw(
  loops: Loops,
  base: PlanarPicture,
  { resize, framing, output }: Plan,
  chroma: Chroma,
  orientation: number,
): PlanarPicture {
  const cut = framing.tag === 'crop' ? framing : { left: 0, top: 0 };
  const isHalved = chroma === 'half' && base.planes.length > 1;
  const mcu = isHalved ? 16 : 8;
  const room = { width: roundUp(output.width, mcu), height: roundUp(output.height, mcu) };
  const planes = base.planes.map((source, index): Plane => {
    const ratio = isHalved && index > 0 ? 2 : 1;
    const [width, height] = [room.width / ratio, room.height / ratio];
    const plane = { width, height, across: output.width / ratio, down: output.height / ratio };
    const samples = loops.room(width * height);
    const [columns, rows] = [Math.ceil(plane.across), Math.ceil(plane.down)];
    const x: Side = { count: columns, ratio, length: resize.width, offset: cut.left, stride: 1 };
    const y: Side = { count: rows, ratio, length: resize.height, offset: cut.top, stride: width };
    const [across, down] = orientation >= 5 ? [y, x] : [x, y];
    const one = lay(across, source.across, mirroredAcross.includes(orientation));
    const other = lay(down, source.down, mirroredDown.includes(orientation));
    const target = { samples: samples + one.first + other.first, across: one.stride, down: other.stride };
    resample(loops, source, one.axis, other.axis, target);
    loops.pad(samples, columns, rows, width, height);
    return { ...plane, samples };
  });
  return { ...output, planes };
}

/** EXIF orientations whose stored rows, and whose stored columns, run against the upright picture's. */
const mirroredAcross = [2, 3, 7, 8];
const mirroredDown = [3, 4, 6, 7];

/** One side of the upright picture, as one of its planes sees it. */
interface Side {
  /** Samples. */
  count: number;
  /** Pixels to a sample. */
  ratio: number;
  /** Pixels of the whole resized picture, and how many of them are cut off before the first. */
  length: number;
  offset: number;
  /** Between neighbouring samples. */
  stride: number;
}

/** That side as the stored picture has it: `extent` samples of the source, which may run the other way round. */
function lay({ count, ratio, length, offset, stride }: Side, extent: number, isMirrored: boolean) {
  const before = isMirrored ? length - offset - count * ratio : offset;
  const scale = extent / length;
  const axis: Axis = { count, step: ratio * scale, start: (before + ratio / 2) * scale };
  return isMirrored ? { axis, first: (count - 1) * stride, stride: -stride } : { axis, first: 0, stride };
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
