import type { Reader } from './reader.ts';
import { image, type Sniffer, truncated } from './sniffer.ts';

/** Blocks of 255 bytes, as encoders write them, make 64 MB of this; bounds the time for a file of one-byte blocks. */
const blockLimit = 262_144;

const introducer = { extension: 0x21, image: 0x2c };
const graphicControl = 0xf9;

interface Facts {
  frames: number;
  alpha: boolean;
  interlaced: boolean;
  /** Pixels that the first frame reaches to. */
  right: number;
  bottom: number;
}

/** GIF87a and GIF89a. Frames are counted to two: whether it moves is all that matters before decoding. */
export const sniffGif: Sniffer = (file) => {
  const signature = file.text(0, 6);
  if (!(signature.length >= 4 && ('GIF87a'.startsWith(signature) || 'GIF89a'.startsWith(signature)))) return null;
  if (!file.has(0, 13)) return truncated('gif');
  const little = file.as('little');
  const { frames, alpha, interlaced, right, bottom } = readBlocks(little);
  return image({
    kind: 'gif',
    // Decoders let the first frame enlarge the screen, which broken writers leave at 0 × 0.
    width: Math.max(little.u16(6), right),
    height: Math.max(little.u16(8), bottom),
    progressive: interlaced,
    alpha,
    frames: Math.max(1, frames),
    colour: 'palette',
  });
};

function readBlocks(file: Reader): Facts {
  const facts: Facts = { frames: 0, alpha: false, interlaced: false, right: 0, bottom: 0 };
  const budget = { blocks: blockLimit };
  let at = 13 + tableBytes(file.u8(10));
  while (facts.frames < 2 && budget.blocks > 0 && file.has(at, 2)) {
    budget.blocks -= 1;
    if (file.u8(at) === introducer.extension) {
      // Later frames are drawn over the first; what they leave out shows it.
      const isOfFirst = facts.frames === 0 && file.u8(at + 1) === graphicControl;
      if (isOfFirst && (file.u8(at + 3) & 1) !== 0) facts.alpha = true;
      at = skipSubBlocks(file, at + 2, budget);
    } else if (file.u8(at) === introducer.image) {
      if (facts.frames === 0) readFirstFrame(facts, file, at);
      facts.frames += 1;
      at = skipSubBlocks(file, at + 11 + tableBytes(file.u8(at + 9)), budget);
    } else break;
  }
  return facts;
}

function readFirstFrame(facts: Facts, file: Reader, at: number): void {
  facts.right = file.u16(at + 1) + file.u16(at + 5);
  facts.bottom = file.u16(at + 3) + file.u16(at + 7);
  facts.interlaced = (file.u8(at + 9) & 0x40) !== 0;
  const isWhole = file.u32(at + 1) === 0 && facts.right >= file.u16(6) && facts.bottom >= file.u16(8);
  if (!isWhole) facts.alpha = true;
}

/** Bytes of a colour table, from the packed field that announces it. */
function tableBytes(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
}

function skipSubBlocks(file: Reader, start: number, budget: { blocks: number }): number {
  let at = start;
  while (file.u8(at) !== 0 && budget.blocks > 0) {
    at += 1 + file.u8(at);
    budget.blocks -= 1;
  }
  return at + 1;
}
