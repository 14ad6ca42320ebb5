import type { Sniffed } from './head.ts';
import { sniffBmp } from './sniff/bmp.ts';
import { sniffGif } from './sniff/gif.ts';
import { sniffIco } from './sniff/ico.ts';
import { sniffIsobmff } from './sniff/isobmff.ts';
import { sniffJpeg } from './sniff/jpeg.ts';
import { sniffJxl } from './sniff/jxl.ts';
import { sniffPng } from './sniff/png.ts';
import { createReader } from './sniff/reader.ts';
import { sniffRiff } from './sniff/riff.ts';
import { sniffOther, sniffUnsupported } from './sniff/signatures.ts';
import type { Sniffer } from './sniff/sniffer.ts';
import { sniffText } from './sniff/text.ts';
import { sniffTiff } from './sniff/tiff.ts';

/** One kind of header = one file and one line here. Strong signatures first: text accepts almost anything. */
const sniffers: readonly Sniffer[] = [
  sniffJpeg,
  sniffPng,
  sniffGif,
  sniffRiff,
  sniffIsobmff,
  sniffJxl,
  sniffTiff,
  sniffBmp,
  sniffIco,
  sniffUnsupported,
  sniffOther,
  sniffText,
];

/**
 * What these bytes, a whole file, are. Judges by content, never by name or by what a server claims; touches headers only,
 * so 50 MB cost no more than 50 KB; never throws, whatever the bytes.
 */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return { is: 'empty' };
  const file = createReader(bytes);
  for (const sniffer of sniffers) {
    const sniffed = sniffer(file);
    if (sniffed !== null) return sniffed;
  }
  return { is: 'not-an-image', found: 'unknown data' };
}
