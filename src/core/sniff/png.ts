import type { Head } from '../head.ts';
import { exifOrientation } from './exif.ts';
import { isSrgbName } from './icc.ts';
import type { Reader } from './reader.ts';
import { image, notAnImage, type Sniffer, truncated, unsupported } from './sniffer.ts';

/** 50 MB in chunks of 1 KB; bounds the time for a file that is nothing but empty chunks. */
const chunkLimit = 50_000;

const signature = '\x89PNG\r\n\x1a\n';

const colours: Record<number, Head['colour']> = { 0: 'grey', 2: 'rgb', 3: 'palette', 4: 'grey', 6: 'rgb' };

/** Code points of ITU-T H.273 that together mean sRGB. */
const srgbPrimaries = 1;
const srgbTransfer = 13;

/** PNG and APNG (W3C PNG, third edition). Chunks after the pixels count too: `eXIf` may stand there. */
export const sniffPng: Sniffer = (file) => {
  if (file.text(0, 4) !== '\x89PNG') return null;
  // The rest of the signature is there to show what a transfer as text has broken.
  if (!signature.startsWith(file.text(0, 8))) return notAnImage('damaged PNG file');
  if (file.text(12, 4) === 'CgBI') return unsupported('iPhone-optimised PNG');
  if (!file.has(0, 33)) return truncated('png');
  return image({ kind: 'png', ...readIhdr(file), ...readChunks(file, (file.u8(25) & 4) !== 0) });
};

function readIhdr(file: Reader): Pick<Head, 'width' | 'height' | 'depth' | 'colour' | 'progressive'> {
  return {
    width: file.u32(16),
    height: file.u32(20),
    depth: file.u8(24),
    colour: colours[file.u8(25)] ?? 'unknown',
    progressive: file.u8(28) !== 0,
  };
}

function readChunks(
  file: Reader,
  hasAlphaChannel: boolean,
): Pick<Head, 'alpha' | 'frames' | 'orientation' | 'profile'> {
  const facts = { alpha: hasAlphaChannel, frames: 1, orientation: 1 };
  // The chunk of the highest rank decides on colour (PNG section 4.3): cICP, then iCCP, then sRGB.
  const profiles: { cICP?: Head['profile']; iCCP?: Head['profile']; sRGB?: Head['profile'] } = {};
  let at = 8;
  for (let index = 0; index < chunkLimit && file.has(at, 8); index += 1) {
    const byteLength = file.u32(at);
    const type = file.text(at + 4, 4);
    const bodyAt = at + 8;
    if (type === 'tRNS') facts.alpha = true;
    else if (type === 'acTL') facts.frames = Math.max(1, file.u32(bodyAt));
    else if (type === 'eXIf') facts.orientation = exifOrientation(file.part(bodyAt, byteLength));
    else if (type === 'sRGB') profiles.sRGB = 'srgb';
    else if (type === 'iCCP') profiles.iCCP = isSrgbName(profileName(file, bodyAt)) ? 'srgb' : 'other';
    else if (type === 'cICP') profiles.cICP = isSrgbCicp(file, bodyAt) ? 'srgb' : 'other';
    at += 12 + byteLength;
  }
  return { ...facts, profile: profiles.cICP ?? profiles.iCCP ?? profiles.sRGB ?? 'none' };
}

/** The profile itself is deflated, which the core cannot undo; its name stands before it in clear. */
function profileName(file: Reader, at: number): string {
  return file.text(at, 80).split('\0')[0] ?? '';
}

function isSrgbCicp(file: Reader, at: number): boolean {
  return file.u8(at) === srgbPrimaries && file.u8(at + 1) === srgbTransfer;
}
