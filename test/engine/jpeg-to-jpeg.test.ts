import sharp from 'sharp';
import { expect, test } from 'vitest';
import { defaultRecipe, type Recipe, squareVariant, widthVariant } from '../../src/core/recipe.ts';
import { sniff } from '../../src/core/sniff.ts';
import { drawJpegToJpeg } from '../../src/engine/jpeg-to-jpeg.ts';
import { originalFor } from '../photos/photo.ts';

const photo = sharp(originalFor(3)).resize(600, 400, { fit: 'cover' });
const bytes = new Uint8Array(await photo.jpeg({ quality: 92 }).toBuffer());

async function draw(recipe: Partial<Recipe>, file = bytes) {
  const sniffed = sniff(file);
  if (sniffed.is !== 'image') throw new Error(sniffed.is);
  const request = { bytes: file, head: sniffed.head, recipe: { ...defaultRecipe, ...recipe } };
  const { thumbnails, source } = await drawJpegToJpeg(request);
  const told = await Promise.all(thumbnails.map((one) => sharp(new Uint8Array(one.bytes)).metadata()));
  return { source, thumbnails, told };
}

test('all sizes, in their order, whatever each is made of', async () => {
  const variants = [widthVariant(40), widthVariant(200), squareVariant(64), widthVariant(90)];
  const { source, thumbnails, told } = await draw({ variants });
  expect(source).toEqual({ kind: 'jpeg', width: 600, height: 400, route: 'jpeg-to-jpeg' });
  expect(thumbnails.map(({ variant }) => variant)).toEqual([0, 1, 2, 3]);
  expect(told.map(({ width, height }) => [width, height])).toEqual([
    [40, 27],
    [200, 133],
    [64, 64],
    [90, 60],
  ]);
});

test('chroma is stored at half size below quality 90, as libvips does it, whatever the others of the recipe need', async () => {
  const variants = [95, 80].map((quality) => ({ ...widthVariant(100), quality }));
  const { told } = await draw({ variants });
  expect(told.map(({ chromaSubsampling }) => chromaSubsampling)).toEqual(['4:4:4', '4:2:0']);
  const alone = await draw({ variants: [{ ...widthVariant(100), quality: 80 }] });
  expect(alone.told[0]?.chromaSubsampling).toBe('4:2:0');
});

test('a bound on the weight is kept, across the quality at which chroma changes', async () => {
  const free = await draw({ variants: [{ ...widthVariant(200), quality: 100 }] });
  const limitBytes = Math.floor((free.thumbnails[0]?.byteLength ?? 0) / 4);
  const { thumbnails, told } = await draw({ variants: [{ ...widthVariant(200), quality: 100, limitBytes }] });
  expect(thumbnails[0]?.byteLength).toBeLessThanOrEqual(limitBytes);
  expect(thumbnails[0]?.byteLength).toBeGreaterThan(limitBytes * 0.8);
  expect(thumbnails[0]?.note).toMatch(/^quality \d+ to stay within/);
  expect(told[0]).toMatchObject({ width: 200, height: 133, chromaSubsampling: '4:2:0' });
});

test('a grey photo stays grey', async () => {
  const grey = new Uint8Array(await photo.clone().toColourspace('b-w').jpeg().toBuffer());
  const { told } = await draw({ variants: [widthVariant(100)] }, grey);
  expect(told[0]).toMatchObject({ width: 100, channels: 1 });
});

test('the same photo gives the same bytes, whatever was drawn in between', async () => {
  const digest = async () => (await draw({})).thumbnails.map(({ sha256 }) => sha256);
  const first = await digest();
  await draw({ variants: [{ ...widthVariant(230), quality: 95 }] });
  expect(await digest()).toEqual(first);
});

test('a file that ends too soon is left to others', async () => {
  await expect(draw({}, bytes.slice(0, -100))).rejects.toThrow();
});
