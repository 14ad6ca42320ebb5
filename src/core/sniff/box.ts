import type { Reader } from './reader.ts';

/** A box of the ISO base media file format (ISO/IEC 14496-12), the container of AVIF, HEIC, MP4 and JPEG XL. */
export interface Box {
  type: string;
  /** Without the header; cut where the file ends. */
  body: Reader;
}

/** More boxes than any picture has on one level; bounds the time for a file of empty boxes. */
const boxLimit = 4096;

/** The boxes that stand side by side in `parent`, in order. */
export function readBoxes(parent: Reader): Box[] {
  const boxes: Box[] = [];
  let at = 0;
  while (boxes.length < boxLimit && parent.has(at, 8)) {
    const size = parent.u32(at);
    const headerBytes = size === 1 ? 16 : 8;
    // 0: the box goes on to the end of the file.
    const byteLength = size === 1 ? parent.u64(at + 8) : size === 0 ? parent.length - at : size;
    if (byteLength < headerBytes) break;
    boxes.push({ type: parent.text(at + 4, 4), body: parent.part(at + headerBytes, byteLength - headerBytes) });
    at += byteLength;
  }
  return boxes;
}

/** The first box of this type. */
export function findBox(boxes: readonly Box[], type: string): Reader | null {
  return boxes.find((box) => box.type === type)?.body ?? null;
}
