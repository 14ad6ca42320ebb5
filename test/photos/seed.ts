import sharp, { type Region, type Sharp } from 'sharp';
import { cached } from './cache.ts';
import { toDistinct } from './distinct.ts';
import { originalFor, type Photo } from './photo.ts';
import { createRandom } from './random.ts';

/** Pixels of every seed photo: a phone camera's 6 MP, 16:9. */
export const seedSize = { width: 3264, height: 1836 };

export const seedCount = 26;

/**
 * The workload that the product started from: 26 photos of 3264×1836, baseline JPEG, 4:2:0, quality 90, 1–3.4 MB each.
 * About 25 s of work the first time, kept in node_modules/.cache.
 */
export async function seedPhotos(): Promise<readonly Photo[]> {
  const photos: Photo[] = [];
  for (let index = 0; index < seedCount; index += 1) {
    const name = `photo-${String(index + 1).padStart(2, '0')}.jpg`;
    const bytes = await cached(`seed-${name}`, () => makeSeed(index));
    photos.push({ name, bytes: () => bytes });
  }
  return photos;
}

/** `count` photos, these over and over, no two with the same bytes. */
export function repeatPhotos(photos: readonly Photo[], count: number): readonly Photo[] {
  return Array.from({ length: count }, (_, index) => {
    const photo = photos[index % photos.length] as Photo;
    const bytes = toDistinct(photo.bytes(), `photo ${index}`);
    return { name: `${index}-${photo.name}`, bytes: () => bytes };
  });
}

export type SeedFormat = 'progressive' | 'png' | 'webp' | 'avif';

const encoders: Record<SeedFormat, { name: string; encode: (image: Sharp) => Sharp }> = {
  progressive: { name: 'progressive.jpg', encode: (image) => image.jpeg({ quality: 90, progressive: true }) },
  png: { name: 'photo.png', encode: (image) => image.png({ compressionLevel: 6 }) },
  webp: { name: 'photo.webp', encode: (image) => image.webp({ quality: 85, effort: 2 }) },
  avif: { name: 'photo.avif', encode: (image) => image.avif({ quality: 60, effort: 1 }) },
};

/** The first seed photo in another format; the PNG weighs about 10 MB. */
export async function seedVariant(format: SeedFormat): Promise<Photo> {
  const { name, encode } = encoders[format];
  const bytes = await cached(`seed-${name}`, async () => {
    const [photo] = await seedPhotos();
    return encode(sharp(photo?.bytes())).toBuffer();
  });
  return { name, bytes: () => bytes };
}

/** Another part of an original for each index, enlarged and sharpened, under the grain of a small sensor. */
async function makeSeed(index: number): Promise<Buffer> {
  const original = originalFor(index);
  const pixels = await sharp(original)
    .extract(await windowFor(original, index))
    .flop(index % 2 === 1)
    .resize({ ...seedSize, fit: 'fill', kernel: 'lanczos3' })
    .sharpen({ sigma: 2 })
    .raw()
    .toBuffer();
  // The grain gives the weight: enlarged pixels alone would encode to a third of what a camera's file weighs.
  addGrain(pixels, 4 + 1.7 * (index % 7), index);
  return sharp(pixels, { raw: { ...seedSize, channels: 3 } })
    .jpeg({ quality: 90, chromaSubsampling: '4:2:0', progressive: false })
    .toBuffer();
}

/** A 16:9 window of 70–100 % of what fits into the picture, at a place that depends on the index. */
async function windowFor(path: string, index: number): Promise<Region> {
  const random = createRandom(index);
  const { width, height } = await sharp(path).metadata();
  const fit = Math.min(width / 16, height / 9) * (0.7 + 0.3 * random());
  const window = { width: Math.floor(16 * fit), height: Math.floor(9 * fit) };
  return {
    ...window,
    left: Math.floor((width - window.width) * random()),
    top: Math.floor((height - window.height) * random()),
  };
}

/** Adds noise of ±`amplitude` levels to all three channels of a pixel alike, as luminance grain; in place. */
function addGrain(pixels: Buffer, amplitude: number, seed: number): void {
  const random = createRandom(seed);
  // A prime length, so that the pattern does not line up from row to row.
  const grain = Int8Array.from({ length: 65_537 }, () => Math.round((random() + random() - 1) * 2 * amplitude));
  for (let index = 0, at = 0; index < pixels.length; index += 3) {
    const noise = grain[at] as number;
    at = at + 1 === grain.length ? 0 : at + 1;
    for (let channel = index; channel < index + 3; channel += 1) {
      pixels[channel] = Math.min(255, Math.max(0, (pixels[channel] as number) + noise));
    }
  }
}
