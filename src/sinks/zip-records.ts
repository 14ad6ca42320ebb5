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
const fileMode = (0o100644 << 16) >>> 0;
/** Names are UTF-8 (§4.4.4, bit 11). */
const utf8Flag = 1 << 11;
const stored = 0;
/** 1980-01-01 00:00, the first moment a DOS date can name: the same entries give the same bytes on any day (§4.4.6). */
const midnight = 0;
const firstDay = (1 << 5) | 1;

/** Stands before an entry's bytes (§4.3.7). */
export function localHeader(entry: RecordedEntry): Uint8Array<ArrayBuffer> {
  return record(30 + entry.name.length)
    .u32(0x04034b50)
    .u16(plainVersion, utf8Flag, stored, midnight, firstDay)
    .u32(entry.crc32, entry.byteLength, entry.byteLength)
    .u16(entry.name.length, 0)
    .raw(entry.name).bytes;
}

/** An entry's line in the directory at the archive's end (§4.3.12); `offset` is where its local header starts. */
export function directoryHeader(entry: RecordedEntry, offset: number): Uint8Array<ArrayBuffer> {
  const far = offset >= full32;
  const version = far ? zip64Version : plainVersion;
  const extraLength = far ? 12 : 0;
  const header = record(46 + entry.name.length + extraLength)
    .u32(0x02014b50)
    .u16(madeOnUnix | version, version, utf8Flag, stored, midnight, firstDay)
    .u32(entry.crc32, entry.byteLength, entry.byteLength)
    .u16(entry.name.length, extraLength, 0, 0, 0)
    .u32(fileMode, Math.min(offset, full32))
    .raw(entry.name);
  // §4.5.3: the ZIP64 field holds only those values that did not fit, here the offset.
  return far ? header.u16(0x0001, 8).u64(offset).bytes : header.bytes;
}

/** Closes an archive of `count` entries whose directory starts at `offset` and is `byteLength` long (§4.3.14–16). */
export function endRecords(count: number, offset: number, byteLength: number): Uint8Array<ArrayBuffer> {
  const zip64 = count >= full16 || offset >= full32 || byteLength >= full32;
  const end = record(zip64 ? 98 : 22);
  if (zip64) {
    // The ZIP64 end record, of which 44 bytes follow the field that says so; then, for readers that start at the end,
    // its locator: on disk 0, where it is, one disk.
    end
      .u32(0x06064b50)
      .u64(44)
      .u16(madeOnUnix | zip64Version, zip64Version)
      .u32(0, 0);
    end.u64(count, count, byteLength, offset);
    end
      .u32(0x07064b50, 0)
      .u64(offset + byteLength)
      .u32(1);
  }
  return end
    .u32(0x06054b50)
    .u16(0, 0, Math.min(count, full16), Math.min(count, full16))
    .u32(Math.min(byteLength, full32), Math.min(offset, full32))
    .u16(0).bytes;
}

/** Fields one after another, little-endian. */
function record(byteLength: number) {
  const bytes = new Uint8Array(byteLength);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const fields = {
    bytes,
    u16(...values: number[]) {
      for (const value of values) {
        view.setUint16(at, value, true);
        at += 2;
      }
      return fields;
    },
    u32(...values: number[]) {
      for (const value of values) {
        view.setUint32(at, value, true);
        at += 4;
      }
      return fields;
    },
    /** Exact up to 2^53. */
    u64(...values: number[]) {
      for (const value of values) fields.u32(value % 2 ** 32, Math.floor(value / 2 ** 32));
      return fields;
    },
    raw(value: Uint8Array) {
      bytes.set(value, at);
      at += value.length;
      return fields;
    },
  };
  return fields;
}
