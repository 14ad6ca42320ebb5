import type { Head, ImageKind } from '../head.ts';
import { type Box, findBox, readBoxes } from './box.ts';
import { iccKind } from './icc.ts';
import type { Reader } from './reader.ts';

/** The picture that a HEIF file is about. */
export interface PrimaryItem {
  /** By its codec; `null` if it is neither AV1 nor HEVC. */
  kind: ImageKind | null;
  /** Stored pixels, before rotation. */
  size: { width: number; height: number } | null;
  head: Pick<Head, 'orientation' | 'alpha' | 'depth' | 'colour' | 'profile'>;
}

/** Items and their properties in the largest files (grids of tiles) are some hundreds. */
const associationLimit = 16_384;

const alphaUrns = ['urn:mpeg:mpegB:cicp:systems:auxiliary:alpha', 'urn:mpeg:hevc:2015:auxid:1'];

/** Orientation (1–8) → orientation after one more transformation on the way to upright. Index 0 is not used. */
const anticlockwise = [0, 8, 5, 6, 7, 4, 1, 2, 3];
const topToBottom = [0, 4, 3, 2, 1, 8, 7, 6, 5];
const leftToRight = [0, 2, 1, 4, 3, 6, 5, 8, 7];

/** Reads the `meta` box; `null` if the file has none yet. */
export function readPrimaryItem(boxes: readonly Box[]): PrimaryItem | null {
  const meta = findBox(boxes, 'meta');
  if (meta === null) return null;
  const parts = readBoxes(meta.part(4));
  const iprp = readBoxes(findBox(parts, 'iprp') ?? meta.part(0, 0));
  const all = readBoxes(findBox(iprp, 'ipco') ?? meta.part(0, 0));
  const primaryId = readPrimaryId(findBox(parts, 'pitm'));
  const own = iprp
    .filter((box) => box.type === 'ipma')
    .flatMap((box) => readAssociations(box.body, primaryId))
    .flatMap((index) => all[index - 1] ?? []);
  const ispe = findBox(own, 'ispe');
  const size = ispe?.has(0, 12) ? { width: ispe.u32(4), height: ispe.u32(8) } : null;
  return { kind: codecKind(all), size, head: readProperties(own, all) };
}

/** Size of the first track of an image sequence that has no image item (`tkhd`: 16.16 fixed point, at its end). */
export function readTrackSize(boxes: readonly Box[]): { width: number; height: number } | null {
  const moov = findBox(boxes, 'moov');
  const trak = moov && findBox(readBoxes(moov), 'trak');
  const tkhd = trak && findBox(readBoxes(trak), 'tkhd');
  const at = tkhd?.u8(0) === 1 ? 88 : 76;
  return tkhd?.has(at, 8) ? { width: tkhd.u16(at), height: tkhd.u16(at + 4) } : null;
}

function readPrimaryId(pitm: Reader | null): number {
  if (pitm === null) return 0;
  return pitm.u8(0) === 0 ? pitm.u16(4) : pitm.u32(4);
}

/** Indices, from 1, of the properties of one item, in the order in which they apply (`ipma`). */
function readAssociations(ipma: Reader, itemId: number): number[] {
  const idBytes = ipma.u8(0) < 1 ? 2 : 4;
  const indexBytes = (ipma.u8(3) & 1) === 0 ? 1 : 2;
  const count = Math.min(ipma.u32(4), associationLimit);
  let at = 8;
  for (let entry = 0; entry < count && ipma.has(at, idBytes + 1); entry += 1) {
    const id = idBytes === 2 ? ipma.u16(at) : ipma.u32(at);
    const length = ipma.u8(at + idBytes);
    const firstAt = at + idBytes + 1;
    // The top bit says that the property is essential.
    const index = (nth: number) =>
      indexBytes === 1 ? ipma.u8(firstAt + nth) & 0x7f : ipma.u16(firstAt + nth * 2) & 0x7fff;
    if (id === itemId) return Array.from({ length }, (_, nth) => index(nth));
    at = firstAt + length * indexBytes;
  }
  return [];
}

function readProperties(own: readonly Box[], all: readonly Box[]): PrimaryItem['head'] {
  const pixi = findBox(own, 'pixi');
  const av1 = findBox(own, 'av1C');
  const isGrey = pixi !== null ? pixi.u8(4) === 1 : ((av1?.u8(2) ?? 0) & 0x10) !== 0;
  return {
    orientation: own.reduce(turn, 1),
    // Only alpha planes carry these names, so whose alpha it is need not be traced.
    alpha: all.some(({ type, body }) => type === 'auxC' && alphaUrns.some((urn) => body.text(4, urn.length) === urn)),
    depth: pixi?.u8(5) ?? (av1 === null ? 8 : av1Depth(av1)),
    colour: isGrey ? 'grey' : 'rgb',
    profile: readProfile(own),
  };
}

/**
 * `irot` counts quarter turns anticlockwise; `imir` exchanges top and bottom (0) or left and right (1).
 * They apply in the order in which they are listed (ISO/IEC 23008-12 section 6.5.1).
 */
function turn(orientation: number, { type, body }: Box): number {
  const apply = (table: readonly number[], to: number) => table[to] ?? 1;
  if (type === 'imir') return apply((body.u8(0) & 1) === 0 ? topToBottom : leftToRight, orientation);
  if (type !== 'irot') return orientation;
  let turned = orientation;
  for (let quarter = 0; quarter < (body.u8(0) & 3); quarter += 1) turned = apply(anticlockwise, turned);
  return turned;
}

/** An embedded ICC profile wins over code points (`nclx`); of these, only BT.709 primaries with sRGB's curve are sRGB. */
function readProfile(own: readonly Box[]): Head['profile'] {
  const colours = own.filter((box) => box.type === 'colr').map((box) => box.body);
  const icc = colours.find((body) => ['prof', 'rICC'].includes(body.text(0, 4)));
  if (icc !== undefined) return iccKind(icc.part(4));
  const nclx = colours.find((body) => body.text(0, 4) === 'nclx');
  if (nclx === undefined) return 'none';
  const [primaries, transfer] = [nclx.u16(4), nclx.u16(6)];
  const unspecified = 2;
  if (primaries === unspecified && transfer === unspecified) return 'none';
  return primaries === 1 && transfer === 13 ? 'srgb' : 'other';
}

/** Bits of AV1CodecConfigurationRecord: high_bitdepth and twelve_bit. */
function av1Depth(av1: Reader): number {
  if ((av1.u8(2) & 0x40) === 0) return 8;
  return (av1.u8(2) & 0x20) === 0 ? 10 : 12;
}

function codecKind(properties: readonly Box[]): ImageKind | null {
  if (findBox(properties, 'av1C') !== null) return 'avif';
  return findBox(properties, 'hvcC') === null ? null : 'heic';
}
