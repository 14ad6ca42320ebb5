import { expect, test } from 'vitest';
import { crc32 } from '../../src/core/crc32.ts';

const ascii = (text: string) => new TextEncoder().encode(text);

/** Bit by bit, straight from the definition. */
function slowly(bytes: Uint8Array): number {
  let register = 0xffffffff;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit += 1) register = register & 1 ? (register >>> 1) ^ 0xedb88320 : register >>> 1;
  }
  return ~register >>> 0;
}

test('the check value of the catalogue of CRCs, nothing, and a string of zeros', () => {
  expect(crc32(ascii('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
  expect(crc32(new Uint8Array(4))).toBe(0x2144df1c);
});

test('equals the definition at every length around the step, at every alignment', () => {
  const bytes = Uint8Array.from({ length: 64 }, (_, index) => (index * 167 + 41) & 255);
  for (let start = 0; start < 9; start += 1) {
    for (let end = start; end <= 40; end += 1) {
      const part = bytes.subarray(start, end);
      expect(crc32(part)).toBe(slowly(part));
    }
  }
});

test('a stream summed piece by piece equals the whole', () => {
  const bytes = ascii('thumbnails are compressed already: store, never deflate');
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(crc32(bytes));
  }
});
