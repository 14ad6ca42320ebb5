import sharp from 'sharp';
import { cached } from './cache.ts';
import { toDistinct } from './distinct.ts';
import { originalFor, type Photo } from './photo.ts';

/** How many different pictures there are; beyond them only the bytes differ. */
const pictures = 12;

/**
 * `count` JPEGs of about 100 KB, no two with the same bytes: each is one of twelve pictures with its number in a comment,
 * put together when it is asked for, so that 10,000 of them weigh what twelve weigh.
 */
export async function smallPhotos(count: number): Promise<readonly Photo[]> {
  const bases = await Promise.all(Array.from({ length: pictures }, (_, index) => smallBase(index)));
  return Array.from({ length: count }, (_, index) => ({
    name: `small-${String(index + 1).padStart(5, '0')}.jpg`,
    bytes: () => toDistinct(bases[index % pictures] as Buffer, `small photo ${index}`),
  }));
}

/** `count` JPEGs of 64×48 and about 1 KB, no two with the same bytes: for runs where only their number matters. */
export async function tinyPhotos(count: number): Promise<readonly Photo[]> {
  const base = await cached('tiny.jpg', () => sharp(originalFor(3)).resize(64, 48).jpeg().toBuffer());
  return Array.from({ length: count }, (_, index) => ({
    name: `tiny-${String(index + 1).padStart(5, '0')}.jpg`,
    bytes: () => toDistinct(base, `tiny photo ${index}`),
  }));
}

/** Quality is lowered until the picture weighs 100 KB at most. */
async function smallBase(index: number): Promise<Buffer> {
  return cached(`small-base-${index}.jpg`, async () => {
    const image = sharp(originalFor(index))
      .flop(index >= 9)
      .resize(800, 600);
    for (let quality = 95; ; quality -= 5) {
      const bytes = await image.clone().jpeg({ quality }).toBuffer();
      if (bytes.length <= 102_400) return bytes;
    }
  });
}
