import type { Reader } from './reader.ts';

/** A TIFF file, or the block of the same shape that EXIF uses. */
export interface Tiff {
  /** In the file's own byte order, offsets from the byte-order mark. */
  reader: Reader;
  /** BigTIFF: counts and offsets have 8 bytes. */
  isBig: boolean;
  firstIfdAt: number;
}

/** An image file directory: its fields by tag. Absent and unreadable fields look alike. */
export interface Ifd {
  has(tag: number): boolean;
  /** The field's whole numbers, at most 16 of them. */
  numbers(tag: number): readonly number[];
  /** The field's first number. */
  number(tag: number, otherwise: number): number;
  /** The field's bytes, whatever its type. */
  block(tag: number): Reader;
  /** Where the next directory is; 0 after the last one. */
  nextAt: number;
}

/** Real directories have some dozens of fields; a hostile count must not cost time. */
const fieldLimit = 1024;

const numberLimit = 16;

/** Bytes of one value, by field type (TIFF 6.0 section 2; 13 and 16–18 from the BigTIFF extension). */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

/** Reads the header at the start of `block`; `null` if it is not one. */
export function readTiff(block: Reader): Tiff | null {
  const mark = block.text(0, 2);
  if (mark !== 'II' && mark !== 'MM') return null;
  const reader = block.as(mark === 'II' ? 'little' : 'big');
  if (reader.u16(2) === 42) return { reader, isBig: false, firstIfdAt: reader.u32(4) };
  if (reader.u16(2) === 43) return { reader, isBig: true, firstIfdAt: reader.u64(8) };
  return null;
}

/** The directory at `at`, with those of its fields that the file still holds; `null` if not even its count is there. */
export function readIfd({ reader, isBig }: Tiff, at: number): Ifd | null {
  const layout = isBig ? { count: 8, entry: 20, value: 8 } : { count: 2, entry: 12, value: 4 };
  if (at === 0 || !reader.has(at, layout.count)) return null;
  const count = isBig ? reader.u64(at) : reader.u16(at);
  const firstAt = at + layout.count;
  const fields = new Map<number, { type: number; at: number; byteLength: number }>();
  for (let index = 0; index < Math.min(count, fieldLimit); index += 1) {
    const entryAt = firstAt + index * layout.entry;
    if (!reader.has(entryAt, layout.entry)) break;
    const type = reader.u16(entryAt + 2);
    const values = isBig ? reader.u64(entryAt + 4) : reader.u32(entryAt + 4);
    const byteLength = values * (typeBytes[type] ?? 0);
    const valueAt = entryAt + layout.entry - layout.value;
    const isInline = byteLength <= layout.value;
    const pointedAt = isBig ? reader.u64(valueAt) : reader.u32(valueAt);
    fields.set(reader.u16(entryAt), { type, byteLength, at: isInline ? valueAt : pointedAt });
  }
  const nextPointerAt = firstAt + count * layout.entry;
  const numbers = (tag: number) => {
    const field = fields.get(tag);
    const size = typeBytes[field?.type ?? 0] ?? 0;
    if (field === undefined || size === 0) return [];
    const read = { 1: reader.u8, 2: reader.u16, 4: reader.u32, 8: reader.u64 }[size] ?? reader.u8;
    const length = Math.min(field.byteLength / size, numberLimit);
    return Array.from({ length }, (_, index) => read(field.at + index * size));
  };
  return {
    has: (tag) => fields.has(tag),
    numbers,
    number: (tag, otherwise) => numbers(tag)[0] ?? otherwise,
    block: (tag) => reader.part(fields.get(tag)?.at ?? 0, fields.get(tag)?.byteLength ?? 0),
    nextAt: isBig ? reader.u64(nextPointerAt) : reader.u32(nextPointerAt),
  };
}
