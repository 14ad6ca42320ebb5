/** T.81 tables K.1 and K.2, row by row: what libjpeg, and so nearly everybody, takes for quality 50. */
const luma = [
  ...[16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29],
  ...[51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121],
  ...[120, 101, 72, 92, 95, 98, 112, 100, 103, 99],
];
const chroma = [
  ...[17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99],
  ...new Array<number>(36).fill(99),
];

/** The tables for luma and chroma, row by row, on libjpeg's scale of quality, 1–100. */
export function quantisersFor(quality: number): Uint8Array[] {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  const scale = (value: number) => Math.min(255, Math.max(1, Math.floor((value * percent + 50) / 100)));
  return [luma, chroma].map((table) => Uint8Array.from(table, scale));
}

/** What the transform of Arai, Agui and Nakajima leaves out of coefficient n of a row or column: cos(nπ/16) · √2. */
const aan = Array.from({ length: 8 }, (_, index) => (index === 0 ? 1 : Math.cos((index * Math.PI) / 16) * Math.SQRT2));

/** What that transform's coefficients are multiplied by to quantise them; columns first, as it leaves them. */
export function aanScales(quantiser: Uint8Array): Float32Array {
  return Float32Array.from({ length: 64 }, (_, index) => {
    const across = index >> 3;
    const down = index & 7;
    return 1 / ((quantiser[down * 8 + across] ?? 1) * (aan[across] ?? 1) * (aan[down] ?? 1) * 8);
  });
}
