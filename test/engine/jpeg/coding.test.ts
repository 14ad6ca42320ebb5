import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optimise, toCodes } from '../../../src/engine/jpeg/coding.ts';

/** How often each symbol occurs; a few very often, so that codes would become longer than 16 bits. */
const frequencies = fc
  .uniqueArray(fc.tuple(fc.nat(255), fc.nat(24)), { minLength: 1, selector: ([symbol]) => symbol })
  .map((pairs) => {
    const all = new Uint32Array(256);
    for (const [symbol, power] of pairs) all[symbol] = 2 ** power;
    return all;
  });

const digits = (code: number) => (code >> 8).toString(2).padStart(code & 255, '0');

test('every symbol that occurs has a code, none begins with another, and none is all ones', () => {
  fc.assert(
    fc.property(frequencies, (all) => {
      const codes = [...toCodes(optimise(all))];
      const used = codes.filter((code) => code > 0).map(digits);
      expect(codes.map((code) => code > 0)).toEqual([...all].map((frequency) => frequency > 0));
      for (const code of used) {
        expect(code.length).toBeLessThanOrEqual(16);
        expect(code).toContain('0');
      }
      const sorted = used.toSorted();
      for (const [index, code] of sorted.entries()) expect(sorted[index + 1]?.startsWith(code) ?? false).toBe(false);
    }),
  );
});

test('codes are as short as their symbols are frequent: less than a bit and a half above the entropy', () => {
  const moderate = fc.array(fc.nat(999), { minLength: 2, maxLength: 256 }).filter((all) => all.some((one) => one > 0));
  fc.assert(
    fc.property(moderate, (list) => {
      const all = Uint32Array.from({ length: 256 }, (_, symbol) => list[symbol] ?? 0);
      const codes = toCodes(optimise(all));
      const total = all.reduce((sum, one) => sum + one, 0);
      let bits = 0;
      let entropy = 0;
      for (const [symbol, one] of all.entries()) {
        bits += (one / total) * ((codes[symbol] ?? 0) & 255);
        if (one > 0) entropy -= (one / total) * Math.log2(one / total);
      }
      expect(bits).toBeLessThan(entropy + 1.5);
    }),
  );
});
