import { readIfd, readTiff } from './ifd.ts';
import type { Reader } from './reader.ts';

const orientationTag = 0x0112;

/** JPEG puts this before the TIFF block; some writers of PNG and WebP do so too, although they should not. */
export const exifMark = 'Exif\0\0';

/** 1–8, or 1 where a number is no orientation. */
export function toOrientation(value: number): number {
  return value >= 1 && value <= 8 ? value : 1;
}

/** Orientation 1–8 of an EXIF block; 1 if there is none or the block is broken. The thumbnail's own is not looked at. */
export function exifOrientation(block: Reader): number {
  const tiff = readTiff(block.text(0, 6) === exifMark ? block.part(6) : block);
  if (tiff === null) return 1;
  return toOrientation(readIfd(tiff, tiff.firstIfdAt)?.number(orientationTag, 1) ?? 1);
}
