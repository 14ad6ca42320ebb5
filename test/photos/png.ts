import { crc32 } from 'node:zlib';

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Where the first chunk after IHDR begins: signature 8, IHDR 4 + 4 + 13 + 4. */
export const afterIhdr = 33;

/** One chunk: length, type, data, CRC over type and data. */
export function toPngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** An IHDR chunk of a grey picture without interlacing; `depth` in bits. */
export function toIhdr(width: number, height: number, depth: 1 | 8): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = depth;
  return toPngChunk('IHDR', data);
}
