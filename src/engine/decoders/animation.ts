import type { Decoder } from './decoder.ts';
import { loadThumbnail } from './vips.ts';

/** Several frames of a GIF or WebP, one below the other; libvips keeps their durations and the loops beside them. */
export const animationDecoder: Decoder = {
  libraries: () => [],
  decode: async (task) => loadThumbnail(task),
};
