import { expect, test } from 'vitest';
import { encodeWithin } from '../../src/engine/encode.ts';
import { formats } from '../../src/formats/index.ts';

/** Ten bytes per step of quality, and 100 for the headers. */
function createSaver() {
  const asked: number[] = [];
  const save = (quality: number) => {
    asked.push(quality);
    return new ArrayBuffer(100 + 10 * quality);
  };
  return { asked, save };
}

test('without a limit there is one file, of the quality asked for', async () => {
  const { asked, save } = createSaver();
  const encoded = await encodeWithin(save, { format: formats.jpeg, quality: 80, limitBytes: null });
  expect(encoded).toEqual({ bytes: new ArrayBuffer(900), note: null });
  expect(asked).toEqual([80]);
});

test('a file that fits stays as it is', async () => {
  const { asked, save } = createSaver();
  await encodeWithin(save, { format: formats.jpeg, quality: 80, limitBytes: 900 });
  expect(asked).toEqual([80]);
});

test.each([[899], [500], [111], [110]])('the highest quality that stays within %i bytes', async (limitBytes) => {
  const { asked, save } = createSaver();
  const { bytes, note } = await encodeWithin(save, { format: formats.webp, quality: 80, limitBytes });
  const best = Math.floor((limitBytes - 100) / 10);
  expect(bytes.byteLength).toBe(100 + 10 * best);
  expect(note).toBe(`quality ${best} to stay within ${limitBytes} bytes`);
  expect(asked.length).toBeLessThanOrEqual(9);
});

test('a limit out of reach is said so, beside the smallest file', async () => {
  const { save } = createSaver();
  const { bytes, note } = await encodeWithin(save, { format: formats.jpeg, quality: 80, limitBytes: 100 });
  expect(bytes.byteLength).toBe(110);
  expect(note).toBe('could not reach 100 bytes: 110 at the least');
});

test('a format without quality is tried once', async () => {
  const { asked, save } = createSaver();
  const { note } = await encodeWithin(save, { format: formats.png, quality: 100, limitBytes: 500 });
  expect(asked).toEqual([100]);
  expect(note).toBe('could not reach 500 bytes: 1100 at the least');
});
