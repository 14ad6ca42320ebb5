import type { ImageKind } from '../head.ts';
import { readBoxes } from './box.ts';
import { readPrimaryItem, readTrackSize } from './heif.ts';
import type { Reader } from './reader.ts';
import { image, type Sniffer, truncated, unsupported } from './sniffer.ts';

const brandLimit = 64;

const imageBrands: readonly (readonly [ImageKind, readonly string[]])[] = [
  ['avif', ['avif', 'avis']],
  ['heic', ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']],
];

/** Brands that promise an image item, but not in which codec. */
const anyCodecBrands = ['mif1', 'mif2', 'miaf', 'msf1'];

const sequenceBrands = ['avis', 'msf1'];

/** By the beginning of the main brand; what has none of these is MP4. */
const otherBrands: readonly (readonly [string, string])[] = [
  ['crx', 'Canon camera RAW (CR3)'],
  ['qt', 'QuickTime video'],
  ['3g', '3GP video'],
  ['M4A', 'M4A audio'],
  ['M4B', 'M4B audio'],
  ['jp2', 'JPEG 2000 image'],
  ['jpx', 'JPEG 2000 image'],
  ['avci', 'AVC image'],
];

/** AVIF and HEIC (HEIF, ISO/IEC 23008-12), and by name the videos and other files of the same container. */
export const sniffIsobmff: Sniffer = (file) => {
  if (file.text(4, 4) !== 'ftyp') return null;
  const boxes = readBoxes(file);
  const brands = readBrands(boxes[0]?.body ?? file.part(0, 0));
  const other = otherBrands.find(([prefix]) => brands[0]?.startsWith(prefix));
  if (other !== undefined) return unsupported(other[1]);
  const kind = imageBrands.find(([, names]) => names.some((name) => brands.includes(name)))?.[0];
  if (kind === undefined && !anyCodecBrands.some((brand) => brands.includes(brand))) return unsupported('MP4 video');

  const item = readPrimaryItem(boxes);
  const foundKind = kind ?? item?.kind ?? null;
  if (foundKind === null) return item === null ? truncated('heic') : unsupported('HEIF image');
  const size = item?.size ?? readTrackSize(boxes);
  if (size === null) return truncated(foundKind);
  const frames = sequenceBrands.some((brand) => brands.includes(brand)) ? 2 : 1;
  return image({ ...item?.head, kind: foundKind, ...size, frames });
};

/** The main brand, then the compatible ones; the four bytes between them are a version. */
function readBrands(body: Reader): string[] {
  const count = Math.min(Math.floor(body.length / 4), brandLimit);
  return Array.from({ length: count }, (_, index) => body.text(index * 4, 4)).filter((_, index) => index !== 1);
}
