import type { Head } from '../head.ts';
import { readBoxes } from './box.ts';
import { createReader, type Reader } from './reader.ts';
import { image, type Sniffer, truncated } from './sniffer.ts';

const containerSignature = '\0\0\0\x0cJXL \r\n\x87\n';

/** Width as a fraction of height, by the header's ratio code (ISO/IEC 18181-1, SizeHeader); code 0 spells the width out. */
const ratioNumerators = [0, 1, 12, 4, 3, 16, 5, 2];
const ratioDenominators = [1, 1, 10, 3, 2, 9, 4, 1];

/** More than the fields read here can take: signature, two sizes, preview, animation, depth. */
const headerBytes = 64;

/** Signature and the longest size there is; no whole file is shorter. */
const sizeBytes = 11;

/** Reads `count` bits, lowest first. */
type Bits = (count: number) => number;

/** JPEG XL, bare or in its container. */
export const sniffJxl: Sniffer = (file) => {
  const isContainer = file.text(0, 12) === containerSignature;
  if (!isContainer && file.u16(0) !== 0xff0a) return null;
  const codestream = isContainer ? findCodestream(file) : file;
  if (codestream.u16(0) !== 0xff0a || !codestream.has(0, sizeBytes)) return truncated('jxl');
  const bits = createBits(codestream.part(2));
  return image({ kind: 'jxl', ...readSize(bits), ...readMetadata(bits) });
};

/** `jxlc` holds it whole; `jxlp` boxes hold it in parts, each after its number, and the first may be just four bytes. */
function findCodestream(file: Reader): Reader {
  const start: number[] = [];
  for (const { type, body } of readBoxes(file)) {
    if (type === 'jxlc') start.push(...body.bytes.subarray(0, headerBytes));
    if (type === 'jxlp') start.push(...body.bytes.subarray(4, 4 + headerBytes));
    if (start.length >= headerBytes) break;
  }
  return createReader(Uint8Array.from(start));
}

function createBits(reader: Reader): Bits {
  let at = 0;
  return (count) => {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1) {
      value += ((reader.u8(at >> 3) >> (at & 7)) & 1) * 2 ** bit;
      at += 1;
    }
    return value;
  };
}

/** One of four ways to spell a number, chosen by two bits: an offset, and so many bits that are added to it. */
function choice(bits: Bits, offsets: readonly number[], counts: readonly number[]): number {
  const way = bits(2);
  return (offsets[way] ?? 0) + bits(counts[way] ?? 0);
}

function readSize(bits: Bits): Pick<Head, 'width' | 'height'> {
  const isSmall = bits(1) === 1;
  const length = () => (isSmall ? (bits(5) + 1) * 8 : choice(bits, [1, 1, 1, 1], [9, 13, 18, 30]));
  const height = length();
  const ratio = bits(3);
  if (ratio === 0) return { height, width: length() };
  return { height, width: Math.floor((height * (ratioNumerators[ratio] ?? 1)) / (ratioDenominators[ratio] ?? 1)) };
}

/** The beginning of ImageMetadata. */
function readMetadata(bits: Bits): Partial<Head> {
  const isDefault = bits(1) === 1;
  if (isDefault) return {};
  const hasExtras = bits(1) === 1;
  const orientation = hasExtras ? bits(3) + 1 : 1;
  const frames = hasExtras ? readExtras(bits) : 1;
  const isFloat = bits(1) === 1;
  const depth = choice(bits, isFloat ? [32, 16, 24, 1] : [8, 10, 12, 1], [0, 0, 0, 6]);
  if (isFloat) bits(4);
  // Whether 16 bits suffice for the decoder's buffers.
  bits(1);
  const extraChannels = choice(bits, [0, 1, 2, 1], [0, 0, 4, 12]);
  // The colour encoding follows after a long description of each extra channel; whoever decodes will see.
  return { orientation, frames, depth, alpha: extraChannels > 0, colour: 'unknown', profile: 'other' };
}

/** Skips intrinsic size, preview and animation; answers 2 if it moves, else 1. */
function readExtras(bits: Bits): number {
  if (bits(1) === 1) readSize(bits);
  if (bits(1) === 1) skipPreviewSize(bits);
  const isAnimated = bits(1) === 1;
  if (!isAnimated) return 1;
  // Ticks per second as a fraction, number of loops, whether frames carry a time code.
  choice(bits, [100, 1000, 1, 1], [0, 0, 10, 30]);
  choice(bits, [1, 1001, 1, 1], [0, 0, 8, 10]);
  choice(bits, [0, 0, 0, 0], [0, 3, 16, 32]);
  bits(1);
  return 2;
}

function skipPreviewSize(bits: Bits): void {
  const isSmall = bits(1) === 1;
  const skipLength = () =>
    isSmall ? choice(bits, [16, 32, 1, 33], [0, 0, 5, 9]) : choice(bits, [1, 65, 321, 1345], [6, 8, 10, 12]);
  skipLength();
  if (bits(3) === 0) skipLength();
}
