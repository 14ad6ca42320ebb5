import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { md5 } from '../../src/sinks/md5.ts';

test('the test suite of RFC 1321', () => {
  const sums = [
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ];
  for (const [text, sum] of sums) expect(md5(new TextEncoder().encode(text))).toBe(sum);
});

test('equals the system library at every length around a block, and for a thumbnail', () => {
  for (const length of [...Array(200).keys(), 9999]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 131 + length) & 255);
    expect(md5(bytes)).toBe(createHash('md5').update(bytes).digest('hex'));
  }
});
