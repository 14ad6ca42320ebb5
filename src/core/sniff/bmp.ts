import type { Head } from '../head.ts';
import { image, type Sniffer, truncated } from './sniffer.ts';

/** Bytes of the headers that exist: OS/2 1 and 2, Windows 3 and its undocumented middle forms, V4, V5. */
const headerSizes = [12, 16, 64, 40, 52, 56, 108, 124];

/** Windows and OS/2 bitmaps. Two letters are a weak signature, so the reserved zeros and the header's size must fit too. */
export const sniffBmp: Sniffer = (bigEndian) => {
  const file = bigEndian.as('little');
  if (file.text(0, 2) !== 'BM' || !file.has(0, 10) || file.u32(6) !== 0) return null;
  if (!file.has(0, 30)) return truncated('bmp');
  const headerBytes = file.u32(14);
  if (!headerSizes.includes(headerBytes)) return null;
  const isCore = headerBytes === 12;
  const bitsPerPixel = isCore ? file.u16(24) : file.u16(28);
  return image({
    kind: 'bmp',
    width: isCore ? file.u16(18) : Math.abs(file.u32(18) | 0),
    // Negative: the rows run from top to bottom.
    height: isCore ? file.u16(20) : Math.abs(file.u32(22) | 0),
    alpha: bitsPerPixel === 32 && headerBytes >= 56 && file.u32(66) !== 0,
    depth: bitsPerPixel === 16 ? 5 : 8,
    colour: bitsPerPixel <= 8 ? 'palette' : 'rgb',
    profile: headerBytes >= 108 ? profileOf(file.u32(70)) : 'none',
  });
};

/** The colour space field of V4 and V5 headers, which is four letters: embedded, linked, sRGB, calibrated (0), the system's. */
function profileOf(colourSpace: number): Head['profile'] {
  if (colourSpace === 0x4d424544 || colourSpace === 0x4c494e4b) return 'other';
  return colourSpace === 0x73524742 ? 'srgb' : 'none';
}
