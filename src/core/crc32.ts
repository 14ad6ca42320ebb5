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
  let register = ~previous;
  let index = 0;
  for (const end = bytes.length - (slices - 1); index < end; index += slices) {
    const low = register ^ littleEndian(bytes, index);
    const high = littleEndian(bytes, index + 4);
    register =
      lookUp(7, low) ^
      lookUp(6, low >>> 8) ^
      lookUp(5, low >>> 16) ^
      lookUp(4, low >>> 24) ^
      lookUp(3, high) ^
      lookUp(2, high >>> 8) ^
      lookUp(1, high >>> 16) ^
      lookUp(0, high >>> 24);
  }
  for (; index < bytes.length; index += 1) register = lookUp(0, register ^ (bytes[index] as number)) ^ (register >>> 8);
  return ~register >>> 0;
}

/** What the lowest byte of `value` does when `slice` more bytes follow it. */
function lookUp(slice: number, value: number): number {
  return tables[slice * 256 + (value & 255)] as number;
}

function littleEndian(bytes: Uint8Array, index: number): number {
  return (
    (bytes[index] as number) |
    ((bytes[index + 1] as number) << 8) |
    ((bytes[index + 2] as number) << 16) |
    ((bytes[index + 3] as number) << 24)
  );
}
