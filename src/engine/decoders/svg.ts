import type { Decoder } from './decoder.ts';

/** SVG by resvg, which has no network and no files to draw from. Drawn at the size that is needed, so always crisp. */
export const svgDecoder: Decoder = {
  libraries: () => ['vips-resvg.wasm'],
  async decode({ vips, bytes, size, handles }) {
    const lazy = vips.Image.thumbnailBuffer(bytes, size.width, { height: size.height, size: 'force' });
    return handles.keep(handles.keep(lazy).copyMemory());
  },
};
