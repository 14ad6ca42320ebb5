/** CIE L*a*b* of an sRGB colour, D65. */
function toLab(red: number, green: number, blue: number): [number, number, number] {
  const [r, g, b] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function curve(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : (841 / 108) * value + 4 / 29;
}

/** Mean ΔE (CIE 1976) over all pixels of two pictures of the same size: 1 is what a trained eye can just see. */
export function meanDeltaE(a: ImageData, b: ImageData): number {
  if (a.width !== b.width || a.height !== b.height)
    throw new Error(`${a.width}×${a.height} is not ${b.width}×${b.height}`);
  let sum = 0;
  for (let index = 0; index < a.data.length; index += 4) {
    const one = labAt(a, index);
    const other = labAt(b, index);
    sum += Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
  }
  return sum / (a.data.length / 4);
}

function labAt({ data }: ImageData, index: number): [number, number, number] {
  return toLab(data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0);
}
