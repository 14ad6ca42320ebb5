import { expect, test } from 'vitest';
import { directoryHeader, endRecords, localHeader } from '../../src/sinks/zip-records.ts';

const entry = { name: new TextEncoder().encode('ä.jpg'), byteLength: 0x01020304, crc32: 0xa1b2c3d4 };

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('a local header: CRC and both sizes stand before the bytes, and the time is the first there is', () => {
  expect(hex(localHeader(entry))).toBe(
    '504b0304 1400 0008 0000 0000 2100 d4c3b2a1 04030201 04030201 0600 0000 c3a42e6a7067'.replaceAll(' ', ''),
  );
});

test('a directory header below 4 GiB, and its ZIP64 form from the first byte that does not fit', () => {
  const plain = directoryHeader(entry, 0xffff_fffe);
  expect(plain).toHaveLength(46 + 6);
  expect(hex(plain.subarray(42, 46))).toBe('feffffff');
  const far = directoryHeader(entry, 0xffff_ffff);
  expect(hex(far.subarray(4, 8))).toBe('2d032d00');
  expect(hex(far.subarray(42))).toBe('ffffffff c3a42e6a7067 0100 0800 ffffffff00000000'.replaceAll(' ', ''));
  expect(hex(directoryHeader(entry, 0x1_0000_0002).subarray(-8))).toBe('0200000001000000');
});

test('the end: 22 bytes, until a count or an offset does not fit', () => {
  expect(endRecords(65_534, 0xffff_fffe, 0xffff_fffe)).toHaveLength(22);
  for (const zip64 of [endRecords(65_535, 0, 0), endRecords(1, 0xffff_ffff, 0), endRecords(1, 0, 0xffff_ffff)]) {
    expect(zip64).toHaveLength(56 + 20 + 22);
  }
  const end = endRecords(70_000, 0x1_0000_0000, 0x10);
  const view = new DataView(end.buffer);
  expect(view.getBigUint64(24, true)).toBe(70_000n);
  expect(view.getBigUint64(32, true)).toBe(70_000n);
  expect(view.getBigUint64(40, true)).toBe(0x10n);
  expect(view.getBigUint64(48, true)).toBe(0x1_0000_0000n);
  expect(view.getBigUint64(56 + 8, true)).toBe(0x1_0000_0010n);
});
