import type { ImageKind } from '../core/head.ts';

/**
 * Whether a file that could not be decoded ends before its own format says it should. Some decoders only say "cannot
 * parse"; but a truncated file is worth fetching again, and a corrupt one is not.
 */
export function isCutShort(bytes: Uint8Array, kind: ImageKind): boolean {
  switch (kind) {
    case 'webp':
      return bytes.byteLength < 12 || viewOf(bytes).getUint32(4, true) + 8 > bytes.byteLength;
    case 'avif':
    case 'heic':
      return !endsWithBox(viewOf(bytes));
    case 'jpeg':
      return !endsWith(bytes, '\xff\xd9');
    case 'png':
      return !endsWith(bytes, 'IEND');
    case 'gif':
      return !endsWith(bytes, ';');
    default:
      return false;
  }
}

/** Whether an end marker stands in the last bytes; what follows it may be a checksum or padding. */
function endsWith(bytes: Uint8Array, marker: string): boolean {
  const tail = bytes.subarray(-16);
  return String.fromCharCode(...tail).includes(marker);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** ISO BMFF is a row of boxes, each of which says how long it is (0: to the end; 1: as the next 8 bytes say). */
function endsWithBox(view: DataView): boolean {
  let offset = 0;
  let boxes = 0;
  while (offset + 8 <= view.byteLength) {
    const short = view.getUint32(offset);
    if (short === 0) return true;
    if (short === 1 && offset + 16 > view.byteLength) return false;
    const length = short === 1 ? Number(view.getBigUint64(offset + 8)) : short;
    if (length < 8) return true;
    offset += length;
    boxes += 1;
  }
  // The first box only says what the file is.
  return boxes > 1 && offset === view.byteLength;
}
