import { joinBytes } from '../core/join-bytes.ts';

/**
 * The records of a zip archive, as bytes. Layout and names follow PKWARE's APPNOTE.TXT 6.3.10; § numbers refer to it.
 *
 * Every entry is stored (thumbnails are compressed already) and carries its CRC and sizes in front of its bytes:
 * a reader that sees the archive as a stream, such as Java's ZipInputStream, cannot find a stored entry's end otherwise.
 */

/** What the records need to know of an entry. */
export interface RecordedEntry {
  /** UTF-8, at most 65,535 bytes. */
  name: Uint8Array;
  /** Below 4 GiB. */
  byteLength: number;
  /** Unsigned. */
  crc32: number;
}

/** A 16-bit or 32-bit field that holds its largest value says: see the ZIP64 field (§4.4.1.4). */
const full16 = 0xffff;
const full32 = 0xffff_ffff;

/** Version of the specification that a reader needs (§4.4.3). */
const plainVersion = 20;
const zip64Version = 45;
/** Made on Unix (§4.4.2), so that the external attributes are a file mode: a regular file, rw-r--r--. */
const madeOnUnix = 3 << 8;
const fileMode = 0o100644;
/** Names are UTF-8 (§4.4.4, bit 11). */
const utf8Flag = 1 << 11;
const stored = 0;
/** 1980-01-01 00:00, the first moment a DOS date can name: the same entries give the same bytes on any day (§4.4.6). */
const midnight = 0;
const firstDay = (1 << 5) | 1;

/** Stands before an entry's bytes (§4.3.7). */
export function localHeader(entry: RecordedEntry): Uint8Array<ArrayBuffer> {
  return joinBytes([
    u32(0x04034b50),
    u16(plainVersion, utf8Flag, stored, midnight, firstDay),
    u32(entry.crc32, entry.byteLength, entry.byteLength),
    u16(entry.name.length, 0),
    entry.name,
  ]);
}

/** An entry's line in the directory at the archive's end (§4.3.12); `offset` is where its local header starts. */
export function directoryHeader(entry: RecordedEntry, offset: number): Uint8Array<ArrayBuffer> {
  const far = offset >= full32;
  const version = far ? zip64Version : plainVersion;
  // §4.5.3: the ZIP64 field holds only those values that did not fit, here the offset.
  const extra = far ? joinBytes([u16(0x0001, 8), u64(offset)]) : u16();
  return joinBytes([
    u32(0x02014b50),
    u16(madeOnUnix | version, version, utf8Flag, stored, midnight, firstDay),
    u32(entry.crc32, entry.byteLength, entry.byteLength),
    u16(entry.name.length, extra.length, 0, 0, 0, 0, fileMode),
    u32(Math.min(offset, full32)),
    entry.name,
    extra,
  ]);
}

/** Closes an archive of `count` entries whose directory starts at `offset` and is `byteLength` long (§4.3.14–16). */
export function endRecords(count: number, offset: number, byteLength: number): Uint8Array<ArrayBuffer> {
  const end = joinBytes([
    u32(0x06054b50),
    u16(0, 0, Math.min(count, full16), Math.min(count, full16)),
    u32(Math.min(byteLength, full32), Math.min(offset, full32)),
    u16(0),
  ]);
  if (count < full16 && offset < full32 && byteLength < full32) return end;
  return joinBytes([
    // The ZIP64 end record: 44 bytes follow its length field.
    u32(0x06064b50),
    u64(44),
    u16(madeOnUnix | zip64Version, zip64Version),
    u32(0, 0),
    u64(count, count, byteLength, offset),
    // Its locator, for readers that start at the end: disk 0, where the record above starts, one disk.
    u32(0x07064b50, 0),
    u64(offset + byteLength),
    u32(1),
    end,
  ]);
}

function u16(...values: number[]): Uint8Array {
  return littleEndian(2, values);
}

function u32(...values: number[]): Uint8Array {
  return littleEndian(4, values);
}

/** Exact up to 2^53. */
function u64(...values: number[]): Uint8Array {
  return littleEndian(8, values);
}

function littleEndian(width: number, values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(width * values.length);
  values.forEach((value, index) => {
    let rest = value;
    for (let at = 0; at < width; at += 1) {
      bytes[index * width + at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  });
  return bytes;
}
