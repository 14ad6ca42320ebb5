import { isNestedDeeper } from '../nesting.ts';
import type { Decoder } from './decoder.ts';

/**
 * Elements within each other. resvg recurses: at 400 of them it runs out of stack, which costs the engine, and a second
 * one that is asked whether it was the first one's fault. Drawings of people and programs have a dozen or two.
 */
const deepest = 256;

/** SVG by resvg, which has no network and no files to draw from. Drawn at the size that is needed, so always crisp. */
export const svgDecoder: Decoder = {
  libraries: () => ['vips-resvg.wasm'],
  async decode({ vips, bytes, size, handles }) {
    if (isNestedDeeper(bytes, deepest)) throw new Error(`elements are nested deeper than ${deepest}`);
    const lazy = vips.Image.thumbnailBuffer(bytes, size.width, { height: size.height, size: 'force' });
    return handles.keep(handles.keep(lazy).copyMemory());
  },
};
