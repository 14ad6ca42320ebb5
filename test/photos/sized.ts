import sharp from 'sharp';
import { cached } from './cache.ts';
import type { Photo } from './photo.ts';
import { seedPhotos, seedSize } from './seed.ts';

/** Megapixels of the largest that there are. */
const mostMegapixels = 24;

/**
 * `count` photos of so many megapixels, at most 24, 16:9: the middle of four seed photos laid side by side. A pixel weighs
 * the same at every size, which it would not if they were enlarged or shrunk.
 */
export async function sizedPhotos(megapixels: number, count: number): Promise<readonly Photo[]> {
  const photos: Photo[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `sized-${megapixels}-${index + 1}.jpg`;
    const bytes = await cached(name, () => cut(megapixels, index));
    photos.push({ name, bytes: () => bytes });
  }
  return photos;
}

async function cut(megapixels: number, index: number): Promise<Buffer> {
  const seeds = await seedPhotos();
  const [across, down] = [2 * seedSize.width, 2 * seedSize.height];
  const pieces = [0, 1, 2, 3].map((piece) => ({
    input: seeds[(index + piece) % seeds.length]?.bytes(),
    left: (piece % 2) * seedSize.width,
    top: Math.floor(piece / 2) * seedSize.height,
  }));
  const canvas = { width: across, height: down, channels: 3, background: 'black' } as const;
  const raw = await sharp({ create: canvas }).composite(pieces).removeAlpha().raw().toBuffer();
  const scale = Math.sqrt(megapixels / mostMegapixels);
  const [width, height] = [Math.round(across * scale), Math.round(down * scale)];
  return sharp(raw, { raw: { width: across, height: down, channels: 3 } })
    .extract({ width, height, left: Math.floor((across - width) / 2), top: Math.floor((down - height) / 2) })
    .jpeg({ quality: 90, chromaSubsampling: '4:2:0' })
    .toBuffer();
}
