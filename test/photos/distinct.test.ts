import sharp from 'sharp';
import { expect, test } from 'vitest';
import { toDistinct } from './distinct.ts';
import { type SpecimenKind, specimen } from './specimen.ts';
import { simpleSvg } from './svg.ts';

const kinds: readonly SpecimenKind[] = ['jpeg', 'cmyk-jpeg', 'png', 'interlaced-png', 'webp', 'avif', 'gif', 'tiff'];

async function pixels(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes, { failOn: 'warning' }).raw().toBuffer();
}

test.each(kinds)('%s: other bytes, same pixels, nothing that a strict decoder complains of', async (kind) => {
  const bytes = await specimen(kind);
  const [one, other] = ['one', 'other'].map((text) => toDistinct(bytes, text)) as [Buffer, Buffer];
  expect(one.equals(other)).toBe(false);
  expect((await pixels(one)).equals(await pixels(bytes))).toBe(true);
});

test('svg: a comment that cannot end itself', async () => {
  const bytes = toDistinct(simpleSvg(), 'a --> <script>');
  expect((await pixels(bytes)).equals(await pixels(simpleSvg()))).toBe(true);
});
