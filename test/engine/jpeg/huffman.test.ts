import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortEntries, skipBits, toLookup, toSkips, toWholes } from '../../../src/engine/jpeg/huffman.ts';

/** Codes of 1, 2, 3, … bits, so that some always stay free: T.81 has no code of ones only. */
function staircase(symbols: readonly number[]) {
  const counts = Uint8Array.from({ length: 16 }, (_, index) => (index < symbols.length ? 1 : 0));
  return toLookup(counts, Uint8Array.from(symbols));
}

test('any 16 bits tell the code that they begin with', () => {
  const lookup = staircase([7, 5, 3]);
  const entry = (bits: number) => lookup?.[shortEntries + bits];
  expect(entry(0b0101_0000_0000_0000)).toBe((7 << 8) | 1);
  expect(entry(0b1000_0000_0000_0001)).toBe((5 << 8) | 2);
  expect(entry(0b1101_1111_1111_1111)).toBe((3 << 8) | 3);
  expect(entry(0b1110_0000_0000_0000)).toBe(0);
});

test('ten bits tell the codes of up to ten bits', () => {
  const lookup = staircase([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(lookup?.[0b0111111111]).toBe((1 << 8) | 1);
  expect(lookup?.[0b1111111110]).toBe((10 << 8) | 10);
  expect(lookup?.[0b1111111111]).toBe(0);
});

test('more codes than bits can tell apart are no table', () => {
  const counts = Uint8Array.from({ length: 16 }, (_, index) => (index === 0 ? 3 : 0));
  expect(toLookup(counts, Uint8Array.of(1, 2, 3))).toBeNull();
});

test('ten bits tell a code and its value, if both are whole', () => {
  // Three zeros and a value of two bits; the end of a block; a value of four bits.
  const lookup = staircase([0x32, 0, 0x04]);
  if (lookup === null) throw new Error('no table');
  const wholes = toWholes(lookup);
  const entry = (bits: number) => {
    const whole = wholes[bits] ?? 0;
    return { value: whole >> 16, run: (whole >> 8) & 255, bits: whole & 255 };
  };
  expect([0b0_00, 0b0_01, 0b0_10, 0b0_11].map((bits) => entry(bits << 7))).toEqual(
    [-3, -2, 2, 3].map((value) => ({ value, run: 3, bits: 3 })),
  );
  expect(entry(0b110_1010_111)).toEqual({ value: 10, run: 0, bits: 7 });
  expect(wholes[0b10_0000_0000]).toBe(0);
  expect(toWholes(staircase([1, 2, 3, 0x05, 6, 0x05]) ?? new Uint16Array())[0b1111_1011_11]).toBe(0);
});

/** `run << 4 | size` of coefficients, the end of a block, and sixteen zeros. */
const symbol = fc.oneof(
  fc.tuple(fc.nat(15), fc.integer({ min: 1, max: 10 })).map(([run, size]) => (run << 4) | size),
  fc.constantFrom(0, 0xf0),
);

test('what is skipped at once is what one code after the other would skip', () => {
  const tables = fc.uniqueArray(symbol, { minLength: 1, maxLength: 16 });
  const bits = fc.nat(2 ** skipBits - 1);
  fc.assert(
    fc.property(tables, fc.array(bits, { minLength: 20 }), (symbols, samples) => {
      const lookup = staircase(symbols);
      if (lookup === null) throw new Error('no table');
      const skips = toSkips(lookup);
      for (const sample of samples) {
        const entry = skips[sample] ?? 0;
        expect({ bits: entry & 63, isEnd: (entry & 64) !== 0, advance: entry >> 7 }).toEqual(
          skipOneByOne(sample, symbols),
        );
      }
    }),
  );
});

/** By reading ones: the code of symbol i is i ones and a zero. */
function skipOneByOne(sample: number, symbols: readonly number[]) {
  const digits = sample.toString(2).padStart(skipBits, '0');
  let bits = 0;
  let advance = 0;
  while (bits < skipBits) {
    const zero = digits.indexOf('0', bits);
    const found = zero < 0 ? undefined : symbols[zero - bits];
    if (found === undefined) break;
    if (found === 0) return { bits: zero + 1, isEnd: true, advance };
    if (advance + (found >> 4) + 1 > 63) break;
    advance += (found >> 4) + 1;
    bits = zero + 1 + (found & 15);
  }
  return { bits, isEnd: false, advance };
}
