/** Bytes folded in per step. Eight tables of 1 KB stay in the first-level cache; sixteen were not faster. */
const slices = 8;

/** Reflected form of the polynomial of zip, PNG and gzip, 0x04C11DB7. */
const polynomial = 0xedb88320;

/** `tables[k * 256 + b]`: what byte `b` does to the register when `k` more bytes follow it. Signed, so that it stays integer. */
const tables = new Int32Array(slices * 256);

for (let byte = 0; byte < 256; byte += 1) {
  let register = byte;
  for (let bit = 0; bit < 8; bit += 1) register = register & 1 ? (register >>> 1) ^ polynomial : register >>> 1;
  tables[byte] = register;
}
for (let index = 256; index < tables.length; index += 1) {
  const previous = tables[index - 256] as number;
  tables[index] = (tables[previous & 255] as number) ^ (previous >>> 8);
}

/**
 * CRC-32 of zip and PNG, unsigned. `previous` is the CRC of the bytes before these, so that a long stream can be summed
 * piece by piece. Slicing-by-8 after Kounavis and Berry, "A Systematic Approach to Building High Performance
 * Software-Based CRC Generators" (2005).
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  const table = (slice: number, byte: number) => tables[slice * 256 + byte] as number;
  const at = (index: number) => bytes[index] as number;
  let register = ~previous;
  let index = 0;
  for (const end = bytes.length - (slices - 1); index < end; index += slices) {
    register ^= at(index) | (at(index + 1) << 8) | (at(index + 2) << 16) | (at(index + 3) << 24);
    register =
      table(7, register & 255) ^
      table(6, (register >>> 8) & 255) ^
      table(5, (register >>> 16) & 255) ^
      table(4, register >>> 24) ^
      table(3, at(index + 4)) ^
      table(2, at(index + 5)) ^
      table(1, at(index + 6)) ^
      table(0, at(index + 7));
  }
  for (; index < bytes.length; index += 1) register = table(0, (register ^ at(index)) & 255) ^ (register >>> 8);
  return ~register >>> 0;
}
