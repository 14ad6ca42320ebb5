import type { Head, Sniffed } from '../head.ts';
import { exifOrientation } from './exif.ts';
import { iccKind } from './icc.ts';
import type { Reader } from './reader.ts';
import { image, type Sniffer, truncated, unsupported } from './sniffer.ts';

/** An animation has one chunk a frame; bounds the time for a file of empty chunks. */
const chunkLimit = 65_536;

const flag = { icc: 0x20, alpha: 0x10, exif: 0x08, animation: 0x02 };

const kinds: Record<string, string> = { 'AVI ': 'AVI video', WAVE: 'WAV audio' };

/** WebP (RFC 9649), and the other files that live in a RIFF container. */
export const sniffRiff: Sniffer = (file) => {
  if (file.text(0, 4) !== 'RIFF') return null;
  const form = file.text(8, 4);
  if (form === 'WEBP') return sniffWebp(file.as('little'));
  return kinds[form] === undefined ? null : unsupported(kinds[form]);
};

function sniffWebp(file: Reader): Sniffed {
  const chunk = file.text(12, 4);
  if (chunk === 'VP8 ' && file.has(20, 10)) return lossy(file);
  if (chunk === 'VP8L' && file.has(20, 5)) return lossless(file);
  if (chunk === 'VP8X' && file.has(20, 10)) return extended(file);
  return truncated('webp');
}

/** 14 bits each, after the frame tag and the start code (RFC 6386 section 9.1). */
function lossy(file: Reader): Sniffed {
  return image({ kind: 'webp', width: file.u16(26) & 0x3fff, height: file.u16(28) & 0x3fff });
}

function lossless(file: Reader): Sniffed {
  const bits = file.u32(21);
  const width = (bits & 0x3fff) + 1;
  const height = ((bits >>> 14) & 0x3fff) + 1;
  return image({ kind: 'webp', width, height, alpha: ((bits >>> 28) & 1) !== 0 });
}

function extended(file: Reader): Sniffed {
  const flags = file.u8(20);
  const canvas = { width: (file.u32(24) & 0xffffff) + 1, height: (file.u32(26) >>> 8) + 1 };
  return image({ kind: 'webp', ...canvas, alpha: (flags & flag.alpha) !== 0, ...readChunks(file, flags) });
}

function readChunks(file: Reader, flags: number): Pick<Head, 'frames' | 'orientation' | 'profile'> {
  const facts: Pick<Head, 'frames' | 'orientation' | 'profile'> = { frames: 0, orientation: 1, profile: 'none' };
  let at = 12;
  for (let index = 0; index < chunkLimit && file.has(at, 8); index += 1) {
    const type = file.text(at, 4);
    const byteLength = file.u32(at + 4);
    if (type === 'ANMF' && (flags & flag.animation) !== 0) facts.frames += 1;
    if (type === 'EXIF' && (flags & flag.exif) !== 0)
      facts.orientation = exifOrientation(file.part(at + 8, byteLength));
    if (type === 'ICCP' && (flags & flag.icc) !== 0) facts.profile = iccKind(file.part(at + 8, byteLength).as('big'));
    at += 8 + byteLength + (byteLength & 1);
  }
  return { ...facts, frames: Math.max(1, facts.frames) };
}
