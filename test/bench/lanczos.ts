/** Eight bits per channel, three channels, row by row. */
export interface Raster {
  data: Uint8Array;
  width: number;
  height: number;
}

/** Lanczos3 by the book, in floating point and without any short cut: slow, and what all others are measured against. */
export function resample({ data, width, height }: Raster, to: { width: number; height: number }): Float64Array {
  const rows = pass(Float64Array.from(data), { lines: height, length: width, step: 3, jump: width * 3 }, to.width);
  return pass(rows, { lines: to.width, length: height, step: to.width * 3, jump: 3 }, to.height);
}

/** Peak signal-to-noise ratio in decibels: higher is closer, above 40 nobody sees a difference. */
export function psnr(a: Uint8Array, b: Float64Array): number {
  if (a.length !== b.length) throw new Error(`${a.length} samples are not ${b.length}`);
  const squares = a.reduce((sum, value, index) => sum + (value - clamp(b[index] as number)) ** 2, 0);
  return 10 * Math.log10(255 ** 2 / (squares / a.length));
}

interface Lines {
  lines: number;
  /** Pixels of a line. */
  length: number;
  /** Samples from one pixel of a line to the next, and from one line to the next. */
  step: number;
  jump: number;
}

/** Resizes every line to `target` pixels; what comes out lies as what went in, with the new length. */
function pass(from: Float64Array, { lines, length, step, jump }: Lines, target: number): Float64Array {
  const isAcross = step === 3;
  const into = new Float64Array(lines * target * 3);
  for (let at = 0; at < target; at += 1) {
    const { first, weights } = weigh(at, length, target);
    for (let line = 0; line < lines; line += 1) {
      const place = isAcross ? (line * target + at) * 3 : (at * lines + line) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let tap = 0; tap < weights.length; tap += 1) {
          const pixel = Math.min(length - 1, Math.max(0, first + tap));
          sum += (weights[tap] as number) * (from[line * jump + pixel * step + channel] as number);
        }
        into[place + channel] = sum;
      }
    }
  }
  return into;
}

/** Pixels on the source that make pixel `at`, and how much each counts. */
function weigh(at: number, length: number, target: number): { first: number; weights: number[] } {
  const shrink = Math.max(1, length / target);
  const centre = (at + 0.5) * (length / target) - 0.5;
  const first = Math.ceil(centre - 3 * shrink);
  const last = Math.floor(centre + 3 * shrink);
  const raw = Array.from({ length: last - first + 1 }, (_, tap) => lanczos((first + tap - centre) / shrink));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return { first, weights: raw.map((weight) => weight / sum) };
}

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= 3) return 0;
  return (3 * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / 3)) / (Math.PI * x) ** 2;
}

function clamp(value: number): number {
  return Math.min(255, Math.max(0, value));
}
