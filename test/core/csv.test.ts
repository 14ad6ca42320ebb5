import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsvRow } from '../../src/core/csv.ts';
import { readCsv, restoreCell } from './csv-reader.ts';
import { naughtyNames } from './naughty.ts';

test.each([
  [['a', 1, null], 'a,1,\r\n'],
  [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"\r\n'],
  [[' a', 'b '], '" a","b "\r\n'],
  [['=1+1', '+1', '-1', '@x'], "'=1+1,'+1,'-1,'@x\r\n"],
  [['\tx', '\rx', '＝1', "'=1", "''=1", "'x"], "'\tx,\"'\rx\",'＝1,''=1,'''=1,'x\r\n"],
  [['a=1', 'a-b'], 'a=1,a-b\r\n'],
])('%j', (cells, row) => {
  expect(toCsvRow(cells)).toBe(row);
});

test('what was written can be read back exactly, and no cell is a formula', () => {
  const check = (cells: readonly string[]) => {
    const [row, ...others] = readCsv(toCsvRow(cells));
    expect(others).toEqual([]);
    expect(row?.map(restoreCell)).toEqual(cells);
    for (const cell of row ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
  };
  for (const name of naughtyNames) check([name, name]);
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', "'", '=', '＝', '@', ' ', 'x') }),
  );
  fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), check));
});
