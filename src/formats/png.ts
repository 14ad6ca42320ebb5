import type { OutputFormat } from './format.ts';

export const png: OutputFormat = {
  id: 'png',
  label: 'PNG',
  mime: 'image/png',
  extension: 'png',
  alpha: true,
  animation: false,
  quality: null,
  saver: { suffix: '.png', options: () => ({ compression: 6 }) },
};
