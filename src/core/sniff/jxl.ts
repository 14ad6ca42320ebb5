import type { Head } from '../sniff.ts';
import { readBoxes } from './box.ts';
import { createReader, type Reader } from './reader.ts';
import { image, type Sniffer, truncated } from './sniffer.ts';

const containerSignature = '\0\0\0\x0cJXL \r\n\x87\n';

/** Width as a fraction of height, by the header's ratio code (ISO/IEC 18181-1, SizeHeader). 0: the width is spelt out. */
const ratios = [0, 1, 12 / 10, 4 / 3, 3 / 2, 16 / 9, 5 / 4, 2];

/** More than the fields read here can take (signature, two sizes of 97 bits, preview, animation, depth). */
const headerBytes = 64;

/** Less than the smallest file has; shorter ones end before their size. */
const shortestBytes = 10;

/** Reads `count` bits, lowest first. */
type Bits = (count: number) => number;

/** JPEG XL, bare or in its container. */
export const sniffJxl: Sniffer = (file) => {
  const isContainer = file.text(0, 12) === containerSignature;
  if (!isContainer && file.u16(0) !== 0xff0a) return null;
  const codestream = isContainer ? findCodestream(file) : file;
  if (codestream.u16(0) !== 0xff0a || !codestream.has(0, shortestBytes)) return truncated('jxl');
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

/** One of four ways to spell a number, chosen by two bits: an offset and so many bits on top. */
function choice(bits: Bits, ways: readonly (readonly [offset: number, count: number])[]): number {
  const [offset, count] = ways[bits(2)] ?? [0, 0];
  return offset + bits(count);
}

function readSize(bits: Bits): Pick<Head, 'width' | 'height'> {
  const isSmall = bits(1) === 1;
  const length = () =>
    isSmall
      ? (bits(5) + 1) * 8
      : choice(bits, [
          [1, 9],
          [1, 13],
          [1, 18],
          [1, 30],
        ]);
  const height = length();
  const ratio = ratios[bits(3)] ?? 0;
  return { height, width: ratio === 0 ? length() : Math.floor(height * ratio) };
}

function readMetadata(bits: Bits): Partial<Head> {
  const isDefault = bits(1) === 1;
  if (isDefault) return {};
  const hasExtras = bits(1) === 1;
  const orientation = hasExtras ? bits(3) + 1 : 1;
  const frames = hasExtras ? readExtras(bits) : 1;
  const isFloat = bits(1) === 1;
  const depth = choice(
    bits,
    isFloat
      ? [
          [32, 0],
          [16, 0],
          [24, 0],
          [1, 6],
        ]
      : [
          [8, 0],
          [10, 0],
          [12, 0],
          [1, 6],
        ],
  );
  if (isFloat) bits(4);
  bits(1);
  const extraChannels = choice(bits, [
    [0, 0],
    [1, 0],
    [2, 4],
    [1, 12],
  ]);
  // The colour encoding follows after a long description of each extra channel; whoever decodes will see.
  return { orientation, frames, depth, alpha: extraChannels > 0, colour: 'unknown', profile: 'other' };
}

/** Skips intrinsic size, preview and animation; answers 2 if it moves, else 1. */
function readExtras(bits: Bits): number {
  if (bits(1) === 1) readSize(bits);
  if (bits(1) === 1) skipPreviewSize(bits);
  if (bits(1) === 0) return 1;
  choice(bits, [
    [100, 0],
    [1000, 0],
    [1, 10],
    [1, 30],
  ]);
  choice(bits, [
    [1, 0],
    [1001, 0],
    [1, 8],
    [1, 10],
  ]);
  choice(bits, [
    [0, 0],
    [0, 3],
    [0, 16],
    [0, 32],
  ]);
  bits(1);
  return 2;
}

function skipPreviewSize(bits: Bits): void {
  const isSmall = bits(1) === 1;
  const skipLength = () =>
    choice(
      bits,
      isSmall
        ? [
            [16, 0],
            [32, 0],
            [1, 5],
            [33, 9],
          ]
        : [
            [1, 6],
            [65, 8],
            [321, 10],
            [1345, 12],
          ],
    );
  skipLength();
  if (bits(3) === 0) skipLength();
}
