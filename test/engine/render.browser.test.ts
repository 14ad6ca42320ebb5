import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/core/limits.ts';
import { defaultRecipe, squareVariant, type Variant, widthVariant } from '../../src/core/recipe.ts';
import type { Route } from '../../src/engine/route.ts';
import { type FormatId, formats } from '../../src/formats/index.ts';
import {
  decode,
  distance,
  draw,
  fetchSample,
  headOf,
  holds,
  paintFile,
  pixelAt,
  type RealEngine,
  render,
  startCanvasEngine,
  startEngine,
} from './studio.ts';

const photo = await fetchSample('black-canyon');
const red = [255, 0, 0];
const blue = [0, 0, 255];
const white = [255, 255, 255];

/** Left half red, right half blue. */
const halves = await paintFile({ width: 400, height: 200 }, 'image/png', (pen) => {
  pen.fillStyle = 'red';
  pen.fillRect(0, 0, 200, 200);
  pen.fillStyle = 'blue';
  pen.fillRect(200, 0, 200, 200);
});

/** A red disc on nothing. */
const disc = await paintFile({ width: 200, height: 200 }, 'image/png', (pen) => {
  pen.fillStyle = 'red';
  pen.arc(100, 100, 60, 0, 7);
  pen.fill();
});

describe.each([
  { name: 'wasm-vips', start: () => startEngine(), canWrite: ['jpeg', 'png', 'webp', 'avif'] as FormatId[] },
  { name: 'the canvas', start: startCanvasEngine, canWrite: ['jpeg', 'png', 'webp'] as FormatId[] },
])('with $name', ({ start, canWrite }) => {
  let engine: RealEngine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.terminate());

  test('one photo becomes three thumbnails, with their digests', async () => {
    const { source, thumbnails } = await draw(engine, photo, defaultRecipe);
    expect(source).toMatchObject({ kind: 'jpeg', width: 1024, height: 750 });
    expect(thumbnails.map(({ width, height }) => [width, height])).toEqual([
      [200, 146],
      [64, 47],
      [32, 23],
    ]);
    for (const { bytes, byteLength, sha256, width, height } of thumbnails) {
      const decoded = await decode(bytes);
      expect([decoded.width, decoded.height, bytes.byteLength]).toEqual([width, height, byteLength]);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      expect(sha256).toBe([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
    }
  });

  test.each(canWrite)('%s is written, and is what it says', async (format) => {
    const { first } = await draw(engine, photo, { format });
    expect(first.format).toBe(format);
    expect(headOf(first.bytes)).toMatchObject({ kind: format, width: 200, height: 146 });
    expect((await decode(first.bytes)).width).toBe(200);
    for (const mark of ['Exif', 'http://ns.adobe.com', 'Photoshop']) expect(holds(first.bytes, mark), mark).toBe(false);
  });

  test('quality is the variant’s, else the recipe’s', async () => {
    const variants = [widthVariant(200), { ...widthVariant(200), quality: 30 }];
    const { thumbnails } = await draw(engine, photo, { variants, quality: 90 });
    expect(thumbnails[0]?.byteLength).toBeGreaterThan(2 * (thumbnails[1]?.byteLength ?? 0));
  });

  test('a byte target is kept, with a word about the price', async () => {
    const { first } = await draw(engine, photo, { variants: [{ ...widthVariant(200), limitBytes: 4000 }] });
    expect(first.byteLength).toBeLessThanOrEqual(4000);
    expect(first.byteLength).toBeGreaterThan(3000);
    expect(first.note).toMatch(/^quality \d+ to stay within 4000 bytes$/);
  });

  test('a byte target out of reach is said so', async () => {
    const { first } = await draw(engine, photo, { variants: [{ ...widthVariant(200), limitBytes: 300 }] });
    expect(first.note).toMatch(/^could not reach 300 bytes/);
  });

  test('transparency is kept where the format can', async () => {
    for (const format of ['auto', 'webp'] as const) {
      const { first } = await draw(engine, disc, { format });
      expect(first.format).toBe(format === 'auto' ? 'png' : format);
      const decoded = await decode(first.bytes);
      expect(pixelAt(decoded, 0.05, 0.05)[3]).toBe(0);
      expect(distance(pixelAt(decoded, 0.5, 0.5), red)).toBeLessThan(10);
    }
  });

  test('transparency is flattened on the background where the format cannot', async () => {
    const { first } = await draw(engine, disc, { format: 'jpeg', background: '#0000ff' });
    const decoded = await decode(first.bytes);
    expect(distance(pixelAt(decoded, 0.05, 0.05), blue)).toBeLessThan(10);
    expect(distance(pixelAt(decoded, 0.5, 0.5), red)).toBeLessThan(10);
  });

  test('an alpha channel that nothing uses does not make a PNG', async () => {
    expect(headOf(halves).alpha).toBe(true);
    expect((await draw(engine, halves, {})).first.format).toBe('jpeg');
  });

  test.each<[string, Partial<Variant>, number[], number[], number[]]>([
    ['inside', { fit: 'inside' }, [100, 50], red, blue],
    ['cover at the centre', { fit: 'cover' }, [100, 100], red, blue],
    ['cover at the west', { fit: 'cover', position: 'west' }, [100, 100], red, red],
    ['cover at the southeast', { fit: 'cover', position: 'southeast' }, [100, 100], blue, blue],
    ['cover at a point', { fit: 'cover', position: { x: 0.9, y: 0.5 } }, [100, 100], blue, blue],
    ['fill', { fit: 'fill' }, [100, 100], red, blue],
    ['outside', { fit: 'outside' }, [200, 100], red, blue],
  ])('%s', async (_, variant, size, left, right) => {
    const { first } = await draw(engine, halves, { format: 'png', variants: [{ ...squareVariant(100), ...variant }] });
    expect([first.width, first.height]).toEqual(size);
    const decoded = await decode(first.bytes);
    expect([decoded.width, decoded.height]).toEqual(size);
    expect(distance(pixelAt(decoded, 0.1, 0.5), left)).toBeLessThan(10);
    expect(distance(pixelAt(decoded, 0.9, 0.5), right)).toBeLessThan(10);
  });

  test('contain pads with the background, opaque even around transparency', async () => {
    for (const source of [halves, disc]) {
      const variant: Variant = { ...squareVariant(100), width: 300, fit: 'contain' };
      const { first } = await draw(engine, source, { format: 'png', variants: [variant], background: '#ffffff' });
      expect([first.width, first.height]).toEqual([300, 100]);
      expect(pixelAt(await decode(first.bytes), 0.02, 0.5)).toEqual([...white, 255]);
    }
  });

  test('nothing is enlarged unless asked', async () => {
    const large = { ...widthVariant(600), format: 'png' } as const;
    const { thumbnails } = await draw(engine, halves, { variants: [large, { ...large, enlarge: true }] });
    expect(thumbnails.map(({ width, height }) => [width, height])).toEqual([
      [400, 200],
      [600, 300],
    ]);
  });

  test('a truncated photo is refused, however little is missing', async () => {
    for (const missing of [1, 100, photo.byteLength / 2]) {
      const result = await render(engine, photo.slice(0, photo.byteLength - missing), {});
      expect(result).toEqual({ ok: false, failure: { code: 'truncated' } });
    }
  });

  test('a bomb is refused before it is decoded', async () => {
    const head = { ...headOf(halves), width: 50_000, height: 50_000 };
    const result = await engine.render({ bytes: new Uint8Array(8), head, recipe: defaultRecipe });
    expect(result).toEqual({
      ok: false,
      failure: { code: 'too-many-pixels', pixels: 2_500_000_000, limitPixels: defaultLimits.streamedPixels },
    });
  });
});

describe('wasm-vips', () => {
  let engine: RealEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.terminate());

  test('of a photo that becomes much smaller, not all is decoded', async () => {
    const { width } = headOf(photo);
    const routeTo = async (shrink: number) =>
      (await draw(engine, photo, { variants: [widthVariant(Math.floor(width / shrink))] })).source.route;
    for (const shrink of [9, 5, 2.5]) expect(await routeTo(shrink)).toBe('jpeg-to-jpeg');
    expect(await routeTo(2.4)).toBe('vips');
  });

  test.each<[Route, Route[]]>([
    ['quick-jpeg', []],
    ['platform-jpeg', ['quick-jpeg']],
  ])('%s makes the picture that libvips makes', async (expected, without) => {
    const [engine, alone] = [
      await startEngine({ without }),
      await startEngine({ without: ['jpeg-to-jpeg', 'quick-jpeg', 'platform-jpeg'] }),
    ];
    const recipe = { variants: [widthVariant(100)], format: 'png' } as const;
    const [one, other] = await Promise.all([draw(engine, photo, recipe), draw(alone, photo, recipe)]);
    engine.terminate();
    alone.terminate();
    expect([one.source.route, other.source.route]).toEqual([expected, 'vips']);
    expect(decibels(await decode(one.first.bytes), await decode(other.first.bytes))).toBeGreaterThan(34);
  });

  test.each([60, 100, 300])('quick-png makes the picture that libvips makes, %i pixels wide', async (width) => {
    const alone = await startEngine({ without: ['quick-png'] });
    for (const source of [await toPng(photo, 1), await toPng(photo, 0.5)]) {
      const recipe = { variants: [widthVariant(width)], format: 'png' } as const;
      const [one, other] = [await draw(engine, source, recipe), await draw(alone, source, recipe)];
      expect([one.source.route, other.source.route]).toEqual(['quick-png', 'vips']);
      expect(decibels(await decode(one.first.bytes), await decode(other.first.bytes))).toBeGreaterThan(42);
    }
    alone.terminate();
  });

  test('of a WebP that becomes much smaller, enough is decoded for Lanczos3', async () => {
    const bitmap = await createImageBitmap(new Blob([photo]));
    const webp = await paintFile(bitmap, 'image/webp', (pen) => pen.drawImage(bitmap, 0, 0));
    const whole = await createImageBitmap(new Blob([webp]));
    const png = await paintFile(whole, 'image/png', (pen) => pen.drawImage(whole, 0, 0));
    const recipe = { variants: [widthVariant(100)], format: 'png' } as const;
    const [one, other] = [await draw(engine, webp, recipe), await draw(engine, png, recipe)];
    expect(decibels(await decode(one.first.bytes), await decode(other.first.bytes))).toBeGreaterThan(40);
  });

  test('attention finds what draws the eye', async () => {
    const spot = await paintFile({ width: 600, height: 100 }, 'image/png', (pen) => {
      pen.fillStyle = '#888';
      pen.fillRect(0, 0, 600, 100);
      pen.fillStyle = 'red';
      pen.fillRect(480, 30, 50, 50);
    });
    for (const position of ['attention', 'entropy'] as const) {
      const { first } = await draw(engine, spot, { variants: [{ ...squareVariant(100), position }], format: 'png' });
      const { data } = await decode(first.bytes);
      const reds = data.filter((value, index) => index % 4 === 0 && value > 200).length;
      expect(reds, position).toBeGreaterThan(2000);
    }
  });

  test('memory is reported', async () => {
    await draw(engine, photo, {});
    expect(engine.health().memoryBytes).toBeGreaterThanOrEqual(256 * 2 ** 20);
  });

  test('bytes survive a rendering, so that they can be sent to another engine', async () => {
    await draw(engine, photo, {});
    expect(photo.byteLength).toBeGreaterThan(0);
  });

  test('SVG is drawn crisp and fetches nothing', async () => {
    const canary = `${location.origin}/canary-${Math.random()}`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="600" height="300">
      <image xlink:href="${canary}.png" width="10" height="10"/><style>@import url("${canary}.css");</style>
      <rect width="300" height="300" fill="red"/><rect x="300" width="300" height="300" fill="blue"/></svg>`;
    const { source, first } = await draw(engine, new TextEncoder().encode(svg).buffer, { format: 'png' });
    expect(source).toEqual({ kind: 'svg', width: 600, height: 300, route: 'svg' });
    const decoded = await decode(first.bytes);
    expect(distance(pixelAt(decoded, 0.49, 0.5), red)).toBe(0);
    expect(distance(pixelAt(decoded, 0.51, 0.5), blue)).toBe(0);
    expect(performance.getEntriesByType('resource').filter(({ name }) => name.includes('canary'))).toEqual([]);
  });

  test('an SVG that is nested too deeply is refused, and costs no engine', async () => {
    const nested = (depth: number) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${'<g>'.repeat(depth)}${'</g>'.repeat(depth)}</svg>`;
    const renderText = (text: string) => render(engine, new TextEncoder().encode(text).buffer, {});
    for (const depth of [256, 400, 50_000]) {
      expect(await renderText(nested(depth))).toMatchObject({ ok: false, failure: { code: 'corrupt', kind: 'svg' } });
    }
    expect((await renderText(nested(255))).ok).toBe(true);
  });

  test('an SVG that exhausts the stack all the same costs its engine, and nothing else', async () => {
    const own = await startEngine();
    const uses = Array.from({ length: 100 }, (_, nth) => `<g id="u${nth + 1}"><use href="#u${nth}"/></g>`).join('');
    const chain = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path id="u0" d="M0 0h1v1"/>${uses}</svg>`;
    const result = await render(own, new TextEncoder().encode(chain).buffer, {});
    own.terminate();
    expect(result).toMatchObject({ ok: false, failure: { code: 'engine-lost' } });
  });
});

describe('animation', () => {
  let engine: RealEngine;
  let animation: ArrayBuffer;
  beforeAll(async () => {
    engine = await startEngine({ limits: { ...defaultLimits, frames: 3 } });
    animation = toGif(4);
  });
  afterAll(() => engine.terminate());

  test('the first frame by default', async () => {
    const { source, first } = await draw(engine, animation, {});
    expect([source.route, first.format]).toEqual(['vips', 'jpeg']);
  });

  test('kept on request, as far as the limit on frames allows, and cut frame by frame', async () => {
    const variants = [
      { ...squareVariant(8), position: 'west' },
      { ...widthVariant(10), format: 'gif' },
    ] as const;
    const { source, thumbnails } = await draw(engine, animation, { animation: 'keep', variants });
    expect(source.route).toBe('animation');
    expect(thumbnails.map(({ format, width, height }) => [format, width, height])).toEqual([
      ['webp', 8, 8],
      ['gif', 10, 5],
    ]);
    for (const { bytes, format, note } of thumbnails) {
      const decoder = new ImageDecoder({ data: bytes, type: formats[format].mime });
      await decoder.tracks.ready;
      expect(decoder.tracks.selectedTrack?.frameCount).toBe(3);
      decoder.close();
      expect(note).toBe('only the first 3 of 4 frames');
    }
  });

  test('a format without frames gets the first one', async () => {
    const { first } = await draw(engine, animation, { animation: 'keep', format: 'png' });
    expect(headOf(first.bytes)).toMatchObject({ kind: 'png', width: 16, height: 8 });
  });
});

/** A photo as a PNG that fades out to the right, down to this opacity. */
async function toPng(photo: ArrayBuffer, opacity: number): Promise<ArrayBuffer> {
  const bitmap = await createImageBitmap(new Blob([photo]));
  return paintFile(bitmap, 'image/png', (pen) => {
    for (let x = 0; x < bitmap.width; x += 1) {
      pen.globalAlpha = 1 - ((1 - opacity) * x) / bitmap.width;
      pen.drawImage(bitmap, x, 0, 1, bitmap.height, x, 0, 1, bitmap.height);
    }
  });
}

/** Peak signal to noise of two pictures of one size, in dB. */
function decibels(a: ImageData, b: ImageData): number {
  let squares = 0;
  for (let index = 0; index < a.data.length; index += 1) squares += ((a.data[index] ?? 0) - (b.data[index] ?? 0)) ** 2;
  return 10 * Math.log10((255 ** 2 * a.data.length) / squares);
}

/** A GIF of 16 × 8 pixels whose frames are one grey each, uncompressed: every code is a pixel, reset before it overflows. */
function toGif(frames: number): ArrayBuffer {
  const bytes = [...ascii('GIF89a'), 16, 0, 8, 0, 0xf6, 0, 0];
  for (let grey = 0; grey < 128; grey += 1) bytes.push(grey * 2, grey * 2, grey * 2);
  for (let frame = 0; frame < frames; frame += 1) {
    bytes.push(0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 16, 0, 8, 0, 0, 7);
    for (let row = 0; row < 8; row += 1) bytes.push(17, 128, ...Array.from({ length: 16 }, () => 20 + frame * 30));
    bytes.push(1, 129, 0);
  }
  return new Uint8Array([...bytes, 0x3b]).buffer;
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
