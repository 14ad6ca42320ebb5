import type { OutputFormat } from './format.ts';

export const jpeg: OutputFormat = {
  id: 'jpeg',
  label: 'JPEG',
  mime: 'image/jpeg',
  extension: 'jpg',
  alpha: false,
  animation: false,
  quality: { defaultValue: 80 },
  saver: {
    suffix: '.jpg',
    // optimize_coding costs next to nothing at thumbnail sizes and saves 5–10 % of the bytes.
    options: (quality) => ({ Q: quality, optimize_coding: true }),
  },
};
