import sharp, { type Sharp } from 'sharp';
import { cached } from './cache.ts';
import { originalFor } from './photo.ts';

/** Pixels of every specimen: small enough to encode in no time, large enough to have a middle. */
const specimenSize = { width: 320, height: 240 };

const makers = {
  jpeg: () => photo(3).jpeg({ quality: 80 }),
  'progressive-jpeg': () => photo(3).jpeg({ quality: 80, progressive: true }),
  'cmyk-jpeg': () => photo(4).toColourspace('cmyk').jpeg({ quality: 80 }),
  'grey-jpeg': () => photo(4).greyscale().jpeg({ quality: 80 }),
  /** Stored lying on its side: upright it is 240×320. */
  'rotated-jpeg': () => photo(8).jpeg({ quality: 80 }).withMetadata({ orientation: 6 }),
  png: () => photo(2).png(),
  'interlaced-png': () => photo(2).png({ progressive: true }),
  'png-16': () => photo(2).toColourspace('rgb16').png(),
  'palette-png': () => photo(2).png({ palette: true, colours: 32 }),
  /** A round hole in the middle: grey and alpha, two channels. */
  'grey-alpha-png': () =>
    photo(2)
      .composite([
        {
          input: Buffer.from('<svg width="320" height="240"><circle cx="160" cy="120" r="80"/></svg>'),
          blend: 'dest-out',
        },
      ])
      .toColourspace('b-w')
      .png(),
  'thin-png': () => sharp({ create: { width: 65_535, height: 1, channels: 3, background: '#246' } }).png(),
  webp: () => photo(5).webp({ quality: 80 }),
  avif: () => photo(6).avif({ quality: 50, effort: 0 }),
  gif: () => photo(7).gif({ effort: 1 }),
  /** Three frames that have nothing in common. */
  'animated-gif': async () => {
    const frames = await Promise.all([0, 1, 2].map((index) => photo(index).png().toBuffer()));
    return sharp(frames, { join: { animated: true } }).gif({ effort: 1, loop: 0 });
  },
  tiff: () => photo(0).tiff({ compression: 'lzw' }),
};

export type SpecimenKind = keyof typeof makers;

const made = new Map<SpecimenKind, Promise<Buffer>>();

/** A small valid picture of this kind; made once on a machine, read once in a process. */
export function specimen(kind: SpecimenKind): Promise<Buffer> {
  const kept = made.get(kind) ?? cached(`specimen-${kind}`, () => make(kind));
  made.set(kind, kept);
  return kept;
}

async function make(kind: SpecimenKind): Promise<Buffer> {
  const image = await makers[kind]();
  return image.toBuffer();
}

function photo(index: number): Sharp {
  return sharp(originalFor(index)).resize(specimenSize.width, specimenSize.height);
}
