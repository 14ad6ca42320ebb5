import { afterIhdr, pngSignature, toPngChunk } from './png.ts';

const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);

/**
 * The same picture in different bytes: `text` goes where its format keeps remarks. Pictures that stand at different URLs
 * must differ, or a page that watches for placeholders is right to be suspicious. `text` takes at most 255 bytes.
 */
export function toDistinct(bytes: Buffer, text: string): Buffer {
  const remark = Buffer.from(text).subarray(0, 255);
  if (bytes.subarray(0, 3).equals(jpegStart)) return insert(bytes, 2, toComment(remark));
  if (bytes.subarray(0, 8).equals(pngSignature)) return insert(bytes, afterIhdr, toPngText(remark));
  if (bytes.toString('latin1', 0, 4) === 'GIF8') return insert(bytes, bytes.length - 1, toGifComment(remark));
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return Buffer.concat([bytes, toFreeBox(remark)]);
  if (bytes[0] === '<'.charCodeAt(0)) return Buffer.concat([bytes, Buffer.from(`<!-- ${toXmlSafe(text)} -->`)]);
  // Elsewhere (WebP, TIFF, BMP, …) a length in the header says where the picture ends; what follows is nobody's.
  return Buffer.concat([bytes, remark]);
}

function insert(bytes: Buffer, at: number, piece: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

/** JPEG's COM segment; its length counts itself. */
function toComment(remark: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe, (remark.length + 2) >> 8, (remark.length + 2) & 255]), remark]);
}

function toPngText(remark: Buffer): Buffer {
  return toPngChunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), remark]));
}

/** GIF's comment extension: one sub-block, and the empty one that ends it. */
function toGifComment(remark: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x21, 0xfe, remark.length]), remark, Buffer.from([0])]);
}

/** A box of ISO base media files (AVIF, HEIC, MP4) that readers skip. */
function toFreeBox(remark: Buffer): Buffer {
  const head = Buffer.from([0, 0, 0, 0, ...Buffer.from('free')]);
  head.writeUInt32BE(head.length + remark.length);
  return Buffer.concat([head, remark]);
}

function toXmlSafe(text: string): string {
  return text.replaceAll('--', '- -').replaceAll('>', ' ').replace(/-$/, '- ');
}
