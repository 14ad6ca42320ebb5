import type { Head } from '../../core/head.ts';
import { resizeExtent } from '../extent.ts';
import { toUpright } from '../orientation.ts';
import { isPlainJpeg, planShrink, type Shrink } from '../shrink.ts';
import type { Library, VipsImage } from '../vips.ts';
import type { Decoder, DecodeTask } from './decoder.ts';

/** libvips itself: every format, profile, depth and orientation; shrinks on load where the format can. */
export const vipsDecoder: Decoder = {
  libraries,
  async decode(task) {
    const shrink = isPlainJpeg(task.head) ? planShrink(task.head, task.size) : null;
    return shrink !== null && shrink.eighths < 8 ? loadShrunk(task, shrink) : loadThumbnail(task);
  },
};

function libraries({ kind }: Head): readonly Library[] {
  if (kind === 'avif') return ['vips-heif.wasm'];
  return kind === 'jxl' ? ['vips-jxl.wasm'] : [];
}

/** What `thumbnailBuffer` does for a JPEG, but shrinking sooner, as sharp does, and minding what the last pixels are. */
function loadShrunk({ vips, bytes, head, handles }: DecodeTask, { eighths, extent, needed }: Shrink): VipsImage {
  const options = `shrink=${8 / eighths},access=sequential,fail_on=truncated`;
  const stored = handles.keep(handles.keep(vips.Image.newFromBuffer(bytes, options)).colourspace('srgb'));
  return toUpright(resizeExtent(stored, extent, needed, handles), head.orientation, handles);
}

/** Decodes, turns upright, converts to sRGB and resizes to the task's size in one pass over the source. */
export function loadThumbnail({ vips, bytes, head, size, frames, handles: { keep } }: DecodeTask): VipsImage {
  const lazy = keep(
    vips.Image.thumbnailBuffer(bytes, size.width, {
      height: size.height,
      size: 'force',
      ...conversion(head),
      // thumbnailBuffer's own `fail_on` never reaches the loader.
      option_string: `fail_on=${strictness(head)}${frames === 1 ? '' : `,n=${frames}`}`,
    }),
  );
  const image = keep(keep(lazy.colourspace('srgb')).copyMemory());
  // Whatever is made of it later must not be converted a second time.
  image.remove('icc-profile-data');
  return image;
}

/**
 * Colours that are sRGB's already are left alone: Little CMS has no SIMD here, and sending 1200 × 675 pixels through it
 * to no effect costs four times as much as decoding the 6 MP that they were made of.
 */
function conversion(head: Head): { output_profile?: string; intent?: 'perceptual'; input_profile?: string } {
  if (isSrgb(head)) return {};
  // As sharp does: profiles for print mean what they say only with their perceptual table.
  return { output_profile: 'srgb', intent: 'perceptual', ...(isInk(head) ? { input_profile: 'cmyk' } : {}) };
}

function isSrgb({ depth, colour, profile }: Head): boolean {
  return depth <= 8 && profile !== 'other' && (colour === 'rgb' || colour === 'grey' || colour === 'palette');
}

/** Without a profile of its own, CMYK needs one to be seen at all; libvips brings it along. */
function isInk({ colour }: Head): boolean {
  return colour === 'cmyk' || colour === 'ycck';
}

/**
 * Truncated files are never drawn. Errors beyond that are common in JPEGs that every viewer shows (16 of 1,453 real
 * files), but a PNG has checksums: one that does not fit them is damaged.
 */
function strictness({ kind }: Head): 'error' | 'truncated' {
  return kind === 'png' ? 'error' : 'truncated';
}
