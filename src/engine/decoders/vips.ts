import type { Head } from '../../core/sniff.ts';
import type { Library } from '../vips.ts';
import type { Decoder } from './decoder.ts';

/** libvips itself: every format, profile, depth and orientation; shrinks on load where the format can. */
export const vipsDecoder: Decoder = {
  libraries,
  async decode({ vips, bytes, size, handles }) {
    const lazy = vips.Image.thumbnailBuffer(bytes, size.width, {
      height: size.height,
      size: 'force',
      output_profile: 'srgb',
      // thumbnailBuffer's own `fail_on` never reaches the loader.
      option_string: 'fail_on=truncated',
    });
    const image = handles.keep(handles.keep(lazy).copyMemory());
    image.remove('icc-profile-data');
    return image;
  },
};

function libraries({ kind }: Head): readonly Library[] {
  if (kind === 'avif') return ['vips-heif.wasm'];
  return kind === 'jxl' ? ['vips-jxl.wasm'] : [];
}
