import type { Head } from '../head.ts';
import { toOrientation } from './exif.ts';
import { iccKind } from './icc.ts';
import { type Ifd, readIfd, readTiff, type Tiff } from './ifd.ts';
import { image, type Sniffer, truncated, unsupported } from './sniffer.ts';

const tag = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  photometric: 262,
  make: 271,
  orientation: 274,
  samples: 277,
  subIfds: 330,
  extraSamples: 338,
  icc: 34_675,
  dngVersion: 50_706,
};

const colours: Record<number, Head['colour']> = { 0: 'grey', 1: 'grey', 2: 'rgb', 3: 'palette', 5: 'cmyk', 6: 'rgb' };

/** Samples of this many channels are the picture; what comes on top may be transparency. */
const channels: Record<Head['colour'], number> = { grey: 1, palette: 1, rgb: 3, cmyk: 4, ycck: 4, unknown: 3 };

/** Photometric interpretations that only a camera's sensor has: colour filter array and linear raw. */
const sensorPhotometrics = [32_803, 34_892];

/** Cameras write raw files as TIFF with their name in it. */
const rawNames: readonly (readonly [string, string])[] = [
  ['NIKON', 'Nikon camera RAW (NEF)'],
  ['SONY', 'Sony camera RAW (ARW)'],
  ['PENTAX', 'Pentax camera RAW (PEF)'],
  ['RICOH', 'Pentax camera RAW (PEF)'],
  ['SAMSUNG', 'Samsung camera RAW (SRW)'],
  ['Hasselblad', 'Hasselblad camera RAW (3FR)'],
  ['Phase One', 'Phase One camera RAW (IIQ)'],
];

/** TIFF 6.0 and BigTIFF; camera RAW in TIFF's clothes is told apart and named. */
export const sniffTiff: Sniffer = (file) => {
  const tiff = readTiff(file);
  if (tiff === null) return null;
  if (file.text(8, 3) === 'CR\x02') return unsupported('Canon camera RAW (CR2)');
  const ifd = readIfd(tiff, tiff.firstIfdAt);
  if (ifd === null) return truncated('tiff');
  const raw = rawKind(tiff, ifd);
  if (raw !== null) return unsupported(raw);
  if (!ifd.has(tag.width) || !ifd.has(tag.height)) return truncated('tiff');
  const colour = colours[ifd.number(tag.photometric, -1)] ?? 'unknown';
  return image({
    kind: 'tiff',
    width: ifd.number(tag.width, 0),
    height: ifd.number(tag.height, 0),
    orientation: toOrientation(ifd.number(tag.orientation, 1)),
    alpha: ifd.has(tag.extraSamples) || ifd.number(tag.samples, 1) > channels[colour],
    frames: readIfd(tiff, ifd.nextAt) === null ? 1 : 2,
    depth: ifd.number(tag.bitsPerSample, 1),
    colour,
    profile: ifd.has(tag.icc) ? iccKind(ifd.block(tag.icc).as('big')) : 'none',
  });
};

/** The first directory of a raw file is often its preview; the sensor's picture hangs below it. */
function rawKind(tiff: Tiff, ifd: Ifd): string | null {
  if (ifd.has(tag.dngVersion)) return 'camera RAW (DNG)';
  const directories = [ifd, ...ifd.numbers(tag.subIfds).map((at) => readIfd(tiff, at))];
  const isRaw = directories.some((each) => sensorPhotometrics.includes(each?.number(tag.photometric, -1) ?? -1));
  if (!isRaw) return null;
  const make = ifd.block(tag.make).text(0, 32);
  return rawNames.find(([prefix]) => make.startsWith(prefix))?.[1] ?? 'camera RAW';
}
