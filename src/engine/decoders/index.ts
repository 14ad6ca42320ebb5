import type { Route } from '../route.ts';
import { animationDecoder } from './animation.ts';
import type { Decoder } from './decoder.ts';
import { platformDecoder } from './platform.ts';
import { platformJpegDecoder } from './platform-jpeg.ts';
import { quickJpegDecoder } from './quick-jpeg.ts';
import { quickPngDecoder } from './quick-png.ts';
import { svgDecoder } from './svg.ts';
import { vipsDecoder } from './vips.ts';

/** Every way to decode a picture for libvips. A new one is one file, one line here, and its place in `route`. */
export const decoders: Record<Exclude<Route, 'canvas' | 'jpeg-to-jpeg'>, Decoder> = {
  'quick-jpeg': quickJpegDecoder,
  'quick-png': quickPngDecoder,
  'platform-jpeg': platformJpegDecoder,
  platform: platformDecoder,
  vips: vipsDecoder,
  svg: svgDecoder,
  animation: animationDecoder,
};
