import { joinBytes } from '../core/join-bytes.ts';
import { directoryHeader, endRecords, localHeader, type RecordedEntry } from './zip-records.ts';

/** One file of the archive. Its length and CRC are known before its bytes are read: they are written in front of them. */
export interface ZipEntry {
  /** Unique in the archive; `/` separates folders. At most 65,535 bytes of UTF-8. */
  name: string;
  /** Below 4 GiB: an entry is held in memory while it is written. */
  byteLength: number;
  /** CRC-32, unsigned. */
  crc32: number;
  read(): Promise<Uint8Array>;
}

/** Entries are gathered up to this: each chunk is one message to whoever writes it, and messages cost more than bytes. */
const chunkBytes = 2 ** 20;
/** Reads at once: enough to hide a worker's answering time, few enough not to fill its queue. */
const batchEntries = 256;
/** Directory headers are joined in pieces of this: thousands of small arrays would weigh more than what is in them. */
const directoryPieceBytes = 2 ** 16;
const entryLimitBytes = 2 ** 32 - 1;

/**
 * A zip archive in chunks of about 1 MB. The same entries in the same order give the same bytes.
 * Holds one chunk and about 100 bytes per entry for the directory. Archives may exceed 4 GiB and 65,535 entries (ZIP64).
 *
 * Throws where an archive would be wrong: an entry's read rejects, or gives another number of bytes than was said.
 */
export async function* zip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  const directory = createDirectory();
  let offset = 0;
  for await (const batch of batches(entries)) {
    const contents = await Promise.all(batch.map(readWhole));
    const parts = batch.flatMap((entry, index) => {
      const recorded = toRecorded(entry);
      const header = localHeader(recorded);
      directory.add(recorded, offset);
      offset += header.length + entry.byteLength;
      return [header, contents[index] as Uint8Array];
    });
    yield joinBytes(parts);
  }
  yield* directory.chunks();
  yield endRecords(directory.count(), offset, directory.byteLength());
}

/** Lots of entries to be read together and written as one chunk. */
async function* batches(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<ZipEntry[]> {
  let batch: ZipEntry[] = [];
  let bytes = 0;
  for await (const entry of entries) {
    if (batch.length > 0 && (bytes + entry.byteLength > chunkBytes || batch.length === batchEntries)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += entry.byteLength;
  }
  if (batch.length > 0) yield batch;
}

async function readWhole(entry: ZipEntry): Promise<Uint8Array> {
  const bytes = await entry.read();
  if (bytes.length !== entry.byteLength) {
    throw new Error(`${entry.name}: ${bytes.length} bytes instead of ${entry.byteLength}`);
  }
  return bytes;
}

const encoder = new TextEncoder();

function toRecorded(entry: ZipEntry): RecordedEntry {
  const name = encoder.encode(entry.name);
  if (name.length > 0xffff) throw new RangeError(`A name of ${name.length} bytes does not fit into a zip`);
  if (entry.byteLength > entryLimitBytes) throw new RangeError(`${entry.name}: too large for one entry`);
  return { name, byteLength: entry.byteLength, crc32: entry.crc32 };
}

/** The directory is the only thing that grows with the archive, so it is kept as the bytes it will be, not as objects. */
function createDirectory() {
  const full: Uint8Array<ArrayBuffer>[] = [];
  let open: Uint8Array[] = [];
  let openBytes = 0;
  let fullBytes = 0;
  let count = 0;
  const seal = () => {
    if (openBytes === 0) return;
    full.push(joinBytes(open));
    fullBytes += openBytes;
    open = [];
    openBytes = 0;
  };
  return {
    add(entry: RecordedEntry, offset: number): void {
      const header = directoryHeader(entry, offset);
      open.push(header);
      openBytes += header.length;
      count += 1;
      if (openBytes >= directoryPieceBytes) seal();
    },
    count: () => count,
    byteLength: () => fullBytes + openBytes,
    chunks(): readonly Uint8Array<ArrayBuffer>[] {
      seal();
      return full;
    },
  };
}
