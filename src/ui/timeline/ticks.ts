import type { Stretch } from './stretch.ts';

/** Steps that people count time in, below a second in tens and above it as on a clock. */
const stepsMs = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 4, 12, 24].map((hours) => hours * 3_600_000),
];

/** Round moments within a stretch, at most `most` of them (unless it is longer than days), and the step between them. */
export function toTicks({ fromMs, toMs }: Stretch, most: number): { momentsMs: number[]; stepMs: number } {
  const stepMs = stepsMs.find((step) => (toMs - fromMs) / step <= most) ?? (stepsMs.at(-1) as number);
  const first = Math.ceil(fromMs / stepMs);
  const last = Math.floor(toMs / stepMs);
  const momentsMs = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * stepMs);
  return { momentsMs, stepMs };
}
