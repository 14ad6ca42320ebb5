import { deflateSync } from 'node:zlib';
import { pngSignature, toIhdr, toPngChunk } from './png.ts';

/** A PNG that says it has this size and holds only its first few rows: some 100 bytes, whatever the size. */
export function giantPng(width: number, height: number): Buffer {
  const rows = deflateSync(Buffer.alloc(64 * (Math.ceil(width / 8) + 1)));
  return Buffer.concat([
    pngSignature,
    toIhdr(width, height, 1),
    toPngChunk('IDAT', rows),
    toPngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** `jpeg` with another size in its frame header (SOF0–SOF2); its data does not reach that far. At most 65,535 each. */
export function giantJpeg(jpeg: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(jpeg);
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt16BE(at);
    if (marker < 0xffc0 || marker > 0xffc2) continue;
    bytes.writeUInt16BE(height, at + 5);
    bytes.writeUInt16BE(width, at + 7);
    return bytes;
  }
  throw new Error('a JPEG without a frame header');
}

/** A GIF of 1×1 pixel with this many frames, 33 bytes each. */
export function manyFramesGif(frames: number): Buffer {
  const blackAndWhite = [0, 0, 0, 255, 255, 255];
  const head = Buffer.from([...Buffer.from('GIF89a'), 8, 0, 8, 0, 0x80, 0, 0, ...blackAndWhite]);
  const control = [0x21, 0xf9, 4, 0, 10, 0, 0, 0];
  const descriptor = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0];
  // LZW with codes of 3 bits: clear (4), colour 1, end (5).
  const pixel = [2, 2, 0x4c, 0x01, 0];
  const frame = Buffer.from([...control, ...descriptor, ...pixel]);
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

/** A 24-bit BMP of 8×8 pixels in one colour. */
export function bmp(): Buffer {
  const size = 8;
  const bytes = Buffer.alloc(54 + size * size * 3, 0x60);
  bytes.fill(0, 0, 54);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(size, 18);
  bytes.writeInt32LE(size, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

/** An ICO that holds this PNG, as icons have since Windows Vista. `width` and `height` at most 256. */
export function ico(png: Buffer, width: number, height: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head[6] = width & 255;
  head[7] = height & 255;
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}

/** The first box of an ISO base media file of this brand (`heic`, `isom`, …), and some bytes of no meaning after it. */
export function isoMedia(brand: string): Buffer {
  // `mif1` promises a picture.
  const compatible = brand === 'isom' ? 'mp42' : 'mif1';
  const box = Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0${compatible}${brand}`, 'latin1');
  return Buffer.concat([box, Buffer.from('\0\0\x02\0mdat', 'latin1'), Buffer.alloc(504, 0x55)]);
}

/** A Photoshop document of 16×16 grey pixels, merged picture included. */
export function psd(): Buffer {
  const head = Buffer.alloc(26);
  head.write('8BPS', 0, 'latin1');
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(1, 12);
  head.writeUInt32BE(16, 14);
  head.writeUInt32BE(16, 18);
  head.writeUInt16BE(8, 22);
  head.writeUInt16BE(1, 24);
  const emptySections = Buffer.alloc(12);
  return Buffer.concat([head, emptySections, Buffer.alloc(2 + 256, 0)]);
}

/** The smallest archive: an end-of-directory record, after one local file. */
export function zip(): Buffer {
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 0, 'latin1');
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  return Buffer.concat([local, end]);
}

export function pdf(): Buffer {
  return Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  );
}

/** The EBML header of a WebM video. */
export function webm(): Buffer {
  return Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84]),
    Buffer.from('webm'),
    Buffer.alloc(200),
  ]);
}

/** A transparent GIF of 1×1 pixel, as trackers and hot-link guards send it. */
export function onePixelGif(): Buffer {
  return Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
}
