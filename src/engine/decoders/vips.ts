import { type Size, turned } from '../../core/geometry.ts';
import type { Head } from '../../core/head.ts';
import { resizeExtent } from '../extent.ts';
import type { Handles } from '../handles.ts';
import { toUpright } from '../orientation.ts';
import { isPlainJpeg, planShrink, type Shrink } from '../shrink.ts';
import type { Library, VipsImage } from '../vips.ts';
import type { Decoder, DecodeTask } from './decoder.ts';

/** libvips itself: every format, profile, depth and orientation; shrinks on load where the format can. */
export const vipsDecoder: Decoder = {
  libraries,
  async decode(task) {
    const scale = task.head.kind === 'webp' ? planScale(task) : 1;
    if (scale < 1) return loadScaled(task, scale);
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

/**
 * libwebp can scale to any size while it decodes, and `thumbnailBuffer` lets it do all: 10 dB worse than Lanczos3 at 1/16.
 * So it leaves half as many pixels more than are needed, as long as these are few: then that costs next to nothing, at 1/4
 * it would be a fifth.
 * @returns a part of the stored size, or 1
 */
function planScale({ head, size }: DecodeTask): number {
  const needed = turned(size, head.orientation);
  const shrink = Math.min(head.width / needed.width, head.height / needed.height);
  return shrink >= 8 ? 1.5 / shrink : 1;
}

function loadScaled({ vips, bytes, head, size, handles }: DecodeTask, scale: number): VipsImage {
  const options = `scale=${scale},access=sequential,fail_on=${strictness(head)}`;
  const stored = handles.keep(vips.Image.newFromBuffer(bytes, options));
  if (isSrgb(head) && !stored.hasAlpha()) {
    const resized = resizeExtent(stored, stored, turned(size, head.orientation), handles);
    return toUpright(resized, head.orientation, handles);
  }
  return finish(stored.thumbnailImage(size.width, fitting(head, size)), handles);
}

/** Decodes, turns upright, converts to sRGB and resizes to the task's size in one pass over the source. */
export function loadThumbnail({ vips, bytes, head, size, frames, handles }: DecodeTask): VipsImage {
  const lazy = vips.Image.thumbnailBuffer(bytes, size.width, {
    ...fitting(head, size),
    // thumbnailBuffer's own `fail_on` never reaches the loader.
    option_string: `fail_on=${strictness(head)}${frames === 1 ? '' : `,n=${frames}`}`,
  });
  return finish(lazy, handles);
}

function fitting(head: Head, { height }: Size) {
  return { height, size: 'force', ...conversion(head) } as const;
}

function finish(lazy: VipsImage, { keep }: Handles): VipsImage {
  const image = keep(keep(keep(lazy).colourspace('srgb')).copyMemory());
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
