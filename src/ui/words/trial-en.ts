import type { Expectation } from '../../app/view.ts';
import { createQuantities } from './quantity.ts';

const { bytes, count, duration, plural, rate } = createQuantities('en');

/** Below a minute in seconds with a tenth where it tells something. */
const took = (ms: number) => (ms < 59_500 ? `${rate(Math.max(0.1, ms / 1000))} s` : duration(ms));

/** The words of the trial, in English. */
export const trialEn = {
  title: 'The first image, tried',
  close: 'Close',
  running: 'Making the first image…',
  all: ({ images, byteLength, ms }: Expectation, files: number) =>
    images === 1
      ? `It is the only one: ${files} ${plural(files, 'thumbnail', 'thumbnails')}, ${bytes(byteLength)}.`
      : `If all ${count(images)} images are like it: ${count(images * files)} thumbnails, about ${bytes(byteLength)}, in about ${took(ms)}.`,
  source: (kind: string, width: number, height: number, byteLength: number) =>
    `${kind.toUpperCase()}, ${width} × ${height}, ${bytes(byteLength)}`,
  times: (openMs: number, renderMs: number) => `Fetched in ${took(openMs)}, resized in ${took(renderMs)}.`,
  original: 'Original',
  thumbnails: 'Thumbnails at 100 %',
  facts: (width: number, height: number, byteLength: number, format: string) =>
    `${width} × ${height} · ${bytes(byteLength)} · ${format}`,
  compare: 'Before and after',
  before: 'Before: the original, scaled by the browser',
  after: (byteLength: number) => `After: ${bytes(byteLength)}`,
  make: (images: number) => (images === 1 ? 'Make it' : `Make all ${count(images)}`),
  nothingKept: 'Only tried: nothing was saved or sent.',
};
