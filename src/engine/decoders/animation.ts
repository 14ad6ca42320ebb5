import type { Decoder } from './decoder.ts';

/** All frames of a GIF or WebP, one below the other; libvips keeps their durations and the number of loops beside them. */
export const animationDecoder: Decoder = {
  libraries: () => [],
  async decode({ vips, bytes, size, frames, handles }) {
    const lazy = vips.Image.thumbnailBuffer(bytes, size.width, {
      height: size.height,
      size: 'force',
      output_profile: 'srgb',
      option_string: `n=${frames},fail_on=truncated`,
    });
    const image = handles.keep(handles.keep(lazy).copyMemory());
    image.remove('icc-profile-data');
    return image;
  },
};
