import type { OutputFormat } from './format.ts';

export const webp: OutputFormat = {
  id: 'webp',
  label: 'WebP',
  mime: 'image/webp',
  extension: 'webp',
  alpha: true,
  animation: true,
  quality: { defaultValue: 80 },
  saver: { suffix: '.webp', options: (quality) => ({ Q: quality, effort: 4 }) },
};
