import type { OutputFormat } from './format.ts';

/** Only made when an animated source keeps its animation; never offered for still pictures. */
export const gif: OutputFormat = {
  id: 'gif',
  label: 'GIF',
  mime: 'image/gif',
  extension: 'gif',
  alpha: true,
  animation: true,
  quality: null,
  saver: { suffix: '.gif', options: () => ({ effort: 4 }) },
};
