/** Draws the icons of the installed app from `public/icon.svg`: `node .ci/icons.js`, after the mark has changed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from './install.js';

const mark = readFileSync(join(root, 'public/icon.svg'), 'utf8');

/** Launchers cut a maskable icon to any shape within the inner 80 %: the mark keeps to that, on the page's own paper. */
const paper = '#f5f3f0';
const insideMask = 0.62;

const icons = [
  { name: 'icon-192.png', size: 192, share: 1 },
  { name: 'icon-512.png', size: 512, share: 1 },
  { name: 'icon-maskable-512.png', size: 512, share: insideMask, background: paper },
  // iOS rounds the corners of what it is given, and shows transparency as black.
  { name: 'icon-apple-180.png', size: 180, share: 0.76, background: paper },
];

for (const { name, size, share, background = '#00000000' } of icons) {
  const side = Math.round(size * share);
  const drawing = await sharp(Buffer.from(mark), { density: (72 * side) / 32 })
    .resize(side, side)
    .toBuffer();
  const canvas = sharp({ create: { width: size, height: size, channels: 4, background } });
  await canvas
    .composite([{ input: drawing }])
    .png({ palette: true })
    .toFile(join(root, 'public', name));
}
