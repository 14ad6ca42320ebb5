import { samples } from '../../samples.ts';

/** A picture to be served or dropped: its file name, and its bytes when they are asked for. */
export interface Photo {
  name: string;
  bytes(): Buffer;
}

/** The file of the sample that the photo of this index is made from; beyond the ninth they begin again. */
export function originalFor(index: number): string {
  return samples[index % samples.length]?.file as string;
}
