import { sha256 } from './digest.ts';
import type { Encoded } from './encode.ts';
import type { Picture } from './render.ts';

/** A finished file with its weight and its digest. */
export async function toPicture(
  { bytes, note }: Encoded,
  facts: Pick<Picture, 'variant' | 'format' | 'width' | 'height'>,
): Promise<Picture> {
  return { ...facts, byteLength: bytes.byteLength, sha256: await sha256(bytes), note, bytes };
}
