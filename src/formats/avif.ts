import type { OutputFormat } from './format.ts';

export const avif: OutputFormat = {
  id: 'avif',
  label: 'AVIF',
  mime: 'image/avif',
  extension: 'avif',
  alpha: true,
  animation: false,
  // AVIF at 50 looks like JPEG at 80; sharp uses the same default.
  quality: { defaultValue: 50 },
  saver: { suffix: '.avif', options: (quality) => ({ Q: quality, effort: 4, compression: 'av1' }) },
};
