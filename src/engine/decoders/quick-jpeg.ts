import { sharedLoops } from '../jpeg/loops.ts';
import { decodeShrunken } from '../jpeg/shrunken.ts';
import { toImage } from '../pixels.ts';
import { finishShrunken, planShrink } from '../shrink.ts';
import { Declined, type Decoder } from './decoder.ts';

/**
 * Our own JPEG decoder, for pictures that become much smaller: it looks only at the coefficients that they need, in half
 * of the time that libjpeg-turbo takes natively, in every browser. Files that are not quite sound it leaves to others.
 */
export const quickJpegDecoder: Decoder = {
  libraries: () => [],
  async decode({ vips, bytes, head, size, handles }) {
    const shrink = planShrink(head, size);
    const { eighths } = shrink;
    const shrunken = eighths === 8 ? null : decodeShrunken(sharedLoops(), bytes, eighths);
    if (shrunken === null) throw new Declined('not a JPEG for the quick decoder');
    return finishShrunken(toImage(vips, shrunken.pixels, shrunken, handles), shrink, head, handles);
  },
};
