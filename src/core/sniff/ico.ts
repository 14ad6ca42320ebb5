import type { Reader } from './reader.ts';
import { image, type Sniffer, truncated } from './sniffer.ts';

const entryBytes = 16;

/** Icons hold a dozen sizes; bounds what a hostile count can cost. */
const entryLimit = 64;

/** Windows icons and cursors: the largest picture speaks for the file. */
export const sniffIco: Sniffer = (bigEndian) => {
  const file = bigEndian.as('little');
  if (file.u16(0) !== 0 || (file.u16(2) !== 1 && file.u16(2) !== 2) || file.u16(4) === 0 || file.u8(9) !== 0)
    return null;
  const count = Math.min(file.u16(4), entryLimit);
  if (!file.has(6, count * entryBytes)) return truncated('ico');
  const sizes = Array.from({ length: count }, (_, index) => entrySize(file, 6 + index * entryBytes));
  const largest = sizes.reduce((one, other) => (other.width * other.height > one.width * one.height ? other : one));
  return image({ kind: 'ico', ...largest, alpha: true });
};

/** A byte each, 0 meaning 256; an entry that is a PNG may be larger than that, and says so itself. */
function entrySize(file: Reader, at: number): { width: number; height: number } {
  const picture = file.part(file.u32(at + 12)).as('big');
  if (picture.text(0, 4) === '\x89PNG') return { width: picture.u32(16), height: picture.u32(20) };
  return { width: file.u8(at) || 256, height: file.u8(at + 1) || 256 };
}
