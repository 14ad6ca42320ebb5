export type ByteOrder = 'big' | 'little';

/**
 * Bounds-checked reading of untrusted bytes. Past the end there are zeros, so that no header can make a reader throw;
 * where a zero would be mistaken for an answer, `has` tells the difference. Offsets are in bytes from the reader's start.
 */
export interface Reader {
  readonly bytes: Uint8Array;
  readonly length: number;
  has(at: number, byteLength: number): boolean;
  u8(at: number): number;
  u16(at: number): number;
  u32(at: number): number;
  /** Exact up to 2^53, which is more than any file has bytes. */
  u64(at: number): number;
  /** Latin-1, cut at the end of the bytes. */
  text(at: number, byteLength: number): string;
  /** A reader of a part, without a copy; what lies outside is cut off. */
  part(at: number, byteLength?: number): Reader;
  as(order: ByteOrder): Reader;
}

export function createReader(bytes: Uint8Array, order: ByteOrder = 'big'): Reader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = order === 'little';
  const has = (at: number, byteLength: number) => at >= 0 && at + byteLength <= bytes.length;
  const u32 = (at: number) => (has(at, 4) ? view.getUint32(at, isLittle) : 0);
  return {
    bytes,
    length: bytes.length,
    has,
    u8: (at) => bytes[at] ?? 0,
    u16: (at) => (has(at, 2) ? view.getUint16(at, isLittle) : 0),
    u32,
    u64: (at) => (isLittle ? u32(at + 4) * 2 ** 32 + u32(at) : u32(at) * 2 ** 32 + u32(at + 4)),
    text: (at, byteLength) => String.fromCharCode(...bytes.subarray(at, at + Math.min(byteLength, 4096))),
    part: (at, byteLength = bytes.length) => createReader(bytes.subarray(at, at + byteLength), order),
    as: (wanted) => createReader(bytes, wanted),
  };
}
